import { Icon } from "../frame/Icon";
import { useSpeech } from "../lang";

interface Props {
  codes: string[];
  onDone: () => void;
}

/** Shown once; whoever loses the app needs one of them. */
export function RecoveryCodes({ codes, onDone }: Props) {
  const { t } = useSpeech();
  return (
    <section className="card gate-form" aria-labelledby="codes-title">
      <h1 id="codes-title">{t("factor.codes")}</h1>
      <p>{t("factor.codesText")}</p>
      <ul className="plain factor-codes">
        {codes.map((code) => <li key={code}><code>{code}</code></li>)}
      </ul>
      <button type="button" className="button" onClick={() => window.print()}><Icon name="print" size={16} /> {t("factor.print")}</button>
      <button type="button" className="button primary" onClick={onDone}>{t("factor.kept")}</button>
    </section>
  );
}
