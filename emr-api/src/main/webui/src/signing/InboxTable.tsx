import { rowKeys } from "../pages/HomePage";
import { ago, moment } from "../format/time";
import { Link } from "../route";
import type { Line, Part } from "./api";
import { lineKey, lineWords } from "./lines";
import { useWords } from "./words";

interface Props {
  part: Part;
  lines: readonly Line[];
  chosen: ReadonlySet<string>;
  /** What waits for a phone. */
  underWay: ReadonlySet<string>;
  /** The one that is read. */
  read?: string;
  onChoose: (key: string) => void;
  onRead: (line: Line) => void;
}

function Row({ part, line, chosen, underWay, read, onChoose, onRead }: Omit<Props, "lines"> & { line: Line }) {
  const { t, code, language } = useWords();
  const key = lineKey(line);
  const words = lineWords(line);
  const whom = (
    <>
      {line.patient}
      {line.patientNumber && <span className="fine block num">{line.patientNumber}</span>}
    </>
  );
  return (
    <tr className={read === key ? "signing-read" : undefined}>
      <th scope="row">
        {part === "READY" ? (
          <label className="check signing-choose">
            <input type="checkbox" checked={chosen.has(key)} disabled={underWay.has(key)} aria-label={t("inbox.choose", { x: words })} onChange={() => onChoose(key)} />
            <span>{whom}</span>
          </label>
        ) : (
          whom
        )}
      </th>
      <td className="whole">
        {line.title} {line.entryId && <span className="chip">{t("inbox.entry")}</span>} {underWay.has(key) && <span className="chip chip-warn">{t("inbox.underWay")}</span>}
        <span className="fine block"><span className="code">{line.form}</span> {[moment(line.happened), line.author].join(" · ")}</span>
        {line.reason && <span className="block signing-reason">{t("inbox.because", { x: line.reason })}</span>}
      </td>
      <td data-label={t("inbox.role")}>
        {code("signerRole", line.role)}
        {line.own && part !== "RETURNED" && <span className="fine block">{t("inbox.own")}</span>}
      </td>
      <td className="num" data-label={t(part === "RETURNED" ? "inbox.returnedAt" : "inbox.since")}>
        {moment(line.since)}
        <span className="fine block">{ago(line.since, language)}</span>
      </td>
      <td className="actions">
        {part === "RETURNED" ? (
          <Link className="button" to={{ page: "sheet", id: line.patientId, sheet: line.sheetId }}>{t("inbox.mend")}</Link>
        ) : (
          <button type="button" className="button" data-row="" aria-pressed={read === key} aria-label={t("inbox.previewOf", { x: words })} onClick={() => onRead(line)}>{t("inbox.preview")}</button>
        )}
      </td>
    </tr>
  );
}

/** What waits, each with its patient; up and down moves between those that can be read. */
export function InboxTable({ lines, part, ...rest }: Props) {
  const { t } = useWords();
  return (
    <div className="card table-card" onKeyDown={rowKeys}>
      <table className="rows stacked signing-rows" aria-label={t(`part.${part}`)}>
        <thead>
          <tr>
            <th scope="col">{t("inbox.patient")}</th>
            <th scope="col">{t("inbox.form")}</th>
            <th scope="col">{t("inbox.role")}</th>
            <th scope="col">{t(part === "RETURNED" ? "inbox.returnedAt" : "inbox.since")}</th>
            <th scope="col"><span className="hidden-text">{t("inbox.preview")}</span></th>
          </tr>
        </thead>
        <tbody>{lines.map((line) => <Row key={lineKey(line)} part={part} line={line} {...rest} />)}</tbody>
      </table>
    </div>
  );
}
