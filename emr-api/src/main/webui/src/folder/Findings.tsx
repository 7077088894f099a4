import { useSpeech, dictionaries, type Key } from "../lang";
import type { Finding } from "./api";
import { Part } from "./Part";

/** The words of a finding: those of its code, else those it brought along. */
export function useFindingWords() {
  const { t } = useSpeech();
  return (finding: { code: string; text?: string }) => ({
    what: `finding.${finding.code}` in dictionaries.vi ? t(`finding.${finding.code}` as Key) : (finding.text ?? finding.code),
    todo: `findingDo.${finding.code}` in dictionaries.vi ? t(`findingDo.${finding.code}` as Key) : undefined,
  });
}

/** What a folder lacks: what stands in the way of closing first, each with what to do about it. */
export function Findings({ of }: { of: Finding[] }) {
  const { t } = useSpeech();
  const words = useFindingWords();
  const hard = of.filter((finding) => finding.severity === "HARD");
  const sorted = [...hard, ...of.filter((finding) => finding.severity !== "HARD")];
  return (
    <Part title="folder.findings">
      {sorted.length === 0 && <p className="fine">{t("folder.findingsNone")}</p>}
      {hard.length > 0 && <p><strong>{t("folder.findingsHard", { n: hard.length })}</strong></p>}
      <ul className="findings">
        {sorted.map((finding) => {
          const { what, todo } = words(finding);
          return (
            <li key={[finding.code, finding.sheet, finding.item].join(" ")}>
              <span className={finding.severity === "HARD" ? "chip chip-refused" : "chip"}>{t(`folder.severity.${finding.severity}`)}</span>
              <span>{what}{todo && <span className="fine block">{todo}</span>}</span>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
