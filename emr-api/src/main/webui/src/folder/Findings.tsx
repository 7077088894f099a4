import { useSpeech, dictionaries, type Key } from "../lang";
import type { Finding } from "./api";
import { Link } from "../route";
import { Part } from "./Part";

/** Codes of what a sheet lacks. */
const OF_SHEET = "SHEET_";

/** The words of a finding: those of its code, else those it brought along. */
export function useFindingWords() {
  const { t } = useSpeech();
  return (finding: { code: string; text?: string }) => ({
    what: `finding.${finding.code}` in dictionaries.vi ? t(`finding.${finding.code}` as Key) : (finding.text ?? finding.code),
    todo: `findingDo.${finding.code}` in dictionaries.vi ? t(`findingDo.${finding.code}` as Key) : undefined,
  });
}

interface Props {
  patientId: string;
  folderId: string;
  of: Finding[];
  /** Whether what is missing may be made. */
  mayAdd: boolean;
}

/** What lacks, and the way to where it is mended. */
function Lacking({ patientId, folderId, finding, mayAdd }: Omit<Props, "of"> & { finding: Finding }) {
  const { t } = useSpeech();
  const { what, todo } = useFindingWords()(finding);
  const hidden = finding.code.startsWith(OF_SHEET) && !finding.sheet;
  const text = hidden ? t("folder.findingHidden") : finding.text;
  return (
    <span>
      {what}
      {text && <> – {finding.sheet ? <Link to={{ page: "sheet", id: patientId, sheet: finding.sheet }}>{text}</Link> : text}</>}
      {todo && <span className="fine block">{todo}</span>}
      {mayAdd && finding.forms && (
        <span className="buttons">
          {finding.forms.map((form) => <Link key={form} className="button" to={{ page: "newSheet", id: patientId, folder: folderId, form: form.replace("/", "-") }}>{t("folder.findingMake", { form })}</Link>)}
        </span>
      )}
    </span>
  );
}

/** What a folder lacks: what stands in the way of closing first, each with what to do about it. */
export function Findings({ of, ...where }: Props) {
  const { t } = useSpeech();
  const hard = of.filter((finding) => finding.severity === "HARD");
  const sorted = [...hard, ...of.filter((finding) => finding.severity !== "HARD")];
  return (
    <Part title="folder.findings">
      {sorted.length === 0 && <p className="fine">{t("folder.findingsNone")}</p>}
      {hard.length > 0 && <p><strong>{t("folder.findingsHard", { n: hard.length })}</strong></p>}
      <ul className="findings">
        {sorted.map((finding) => (
          <li key={[finding.code, finding.sheet, finding.forms].join(" ")}>
            <span className={finding.severity === "HARD" ? "chip chip-refused" : "chip"}>{t(`folder.severity.${finding.severity}`)}</span>
            <Lacking {...where} finding={finding} />
          </li>
        ))}
      </ul>
    </Part>
  );
}
