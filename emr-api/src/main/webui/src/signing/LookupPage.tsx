import { Icon } from "../frame/Icon";
import { Shown } from "../frame/states";
import { useLoad } from "../load";
import { Verdicts } from "./Verdicts";
import { verifying } from "./verifying";
import { useWords } from "./words";

/** A signed document, verified by the code on it: each signature, and whether it still stands; nothing of the patient. */
export function LookupPage({ code }: { code: string }) {
  const { t } = useWords();
  const found = useLoad(code, (signal) => verifying.byCode(code, signal));
  return (
    <div className="page narrow verify-page">
      <h1>{t("signing.documentPage")}</h1>
      <section className="card" aria-label={t("signing.documentPage")}>
        {found.problem?.status === 404 ? (
          <p className="note note-problem" role="alert"><Icon name="warn" /><span><strong>{t("verify.unknown")}</strong> {t("verify.unknownText")}</span></p>
        ) : (
          <Shown from={found}>
            {(verified) => (
              <>
                <Verdicts of={verified} />
                <p className="fine">{t("verify.compare")}</p>
              </>
            )}
          </Shown>
        )}
      </section>
    </div>
  );
}
