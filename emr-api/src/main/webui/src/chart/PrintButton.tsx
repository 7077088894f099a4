import { Icon } from "../frame/Icon";
import { useSpeech } from "../lang";
import { may, useMe } from "../session";

/** Prints the section; not there for who may not print. */
export function PrintButton() {
  const { t } = useSpeech();
  const me = useMe();
  if (!may(me, "RECORD_PRINT")) return null;
  return (
    <button type="button" className="button only-large" onClick={() => window.print()}>
      <Icon name="print" size={16} /> {t("lab.print")}
    </button>
  );
}
