import { useEffect, useState } from "react";
import type { Identifier } from "../api";
import { api } from "../client";
import { Icon } from "../frame/Icon";
import { useSpeech } from "../lang";

const SHOWN_FOR_MS = 60_000;

/** A number shown masked; showing it in full asks the server, which records who looked. It hides itself again. */
export function Secret({ patientId, identifier, label = true }: { patientId: string; identifier: Identifier; label?: boolean }) {
  const { t, code } = useSpeech();
  const [full, setFull] = useState<string>();
  const [failed, setFailed] = useState(false);
  const kind = code("identifier", identifier.kind);
  // The server shows only numbers in use.
  const masked = identifier.active && identifier.value === undefined && identifier.masked !== undefined;

  useEffect(() => {
    if (full === undefined) return;
    const timer = window.setTimeout(() => setFull(undefined), SHOWN_FOR_MS);
    return () => window.clearTimeout(timer);
  }, [full]);

  const reveal = async () => {
    try {
      setFull((await api.reveal(patientId, identifier.kind)).value);
      setFailed(false);
    } catch {
      setFailed(true);
    }
  };

  return (
    <span className="secret">
      {label && `${kind}: `}
      <span className="num">{full ?? identifier.value ?? identifier.masked}</span>
      {masked && (
        <button
          type="button"
          className="link-button"
          title={t("chart.revealNote", { kind })}
          aria-label={full === undefined ? t("chart.revealNote", { kind }) : `${t("chart.hide")} ${kind}`}
          onClick={() => (full === undefined ? void reveal() : setFull(undefined))}
        >
          <Icon name="eye" size={16} />
        </button>
      )}
      {failed && <span className="bad" role="alert">{t("problem.other")}</span>}
    </span>
  );
}
