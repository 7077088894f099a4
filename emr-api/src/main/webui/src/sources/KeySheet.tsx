import { useState } from "react";
import { Drawer } from "../frame/Drawer";
import { useSpeech } from "../lang";

/** A new key, shown this once. */
export function KeySheet({ credential, onClose }: { credential: string; onClose: () => void }) {
  const { t } = useSpeech();
  const [copied, setCopied] = useState<boolean>();
  const copy = () =>
    navigator.clipboard.writeText(credential).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <Drawer kind="sheet" title={t("source.keyTitle")} onClose={onClose}>
      <p>{t("source.keyText")}</p>
      <p className="mono wrap secret-key">{credential}</p>
      <div className="buttons">
        {"clipboard" in navigator && (
          <button type="button" className="button" onClick={() => void copy()}>
            {t("source.keyCopy")}
          </button>
        )}
        <button type="button" className="button primary" onClick={onClose}>
          {t("source.keyKept")}
        </button>
        <span role="status">{copied !== undefined && t(copied ? "lab.copied" : "lab.copyFailed")}</span>
      </div>
    </Drawer>
  );
}
