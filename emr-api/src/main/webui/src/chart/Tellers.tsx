import type { Encounter, Said } from "../api";
import { moment } from "../format/time";
import { useSpeech, type Key } from "../lang";

type Speech = ReturnType<typeof useSpeech>;

/** What is compared, by the server's name where it can differ. */
const FACTS: { key: Key; differs?: string; of: (said: Said, speech: Speech) => string | undefined }[] = [
  { key: "overview.visitNo", of: (s) => s.visitNumber },
  { key: "tellers.class", differs: "class", of: (s, { code }) => code("class", s.class) },
  { key: "tellers.status", differs: "status", of: (s, { code }) => code("encounter", s.status) },
  { key: "tellers.start", differs: "start", of: (s) => moment(s.start) },
  { key: "tellers.end", differs: "end", of: (s) => moment(s.end) },
  { key: "tellers.department", differs: "department", of: (s) => s.department },
  { key: "overview.doctor", of: (s) => s.attendingDoctor },
  { key: "tellers.reason", of: (s) => s.reason },
  { key: "tellers.at", of: (s) => moment(s.origin?.statedAt ?? s.origin?.recordedAt) },
];

/** A day alone does not contradict an hour of that day, and what is not said contradicts nothing. */
const unlike = (a = "", b = "") => a !== "" && b !== "" && !a.startsWith(b) && !b.startsWith(a);

/** What the systems do not agree on, in words; nothing when they agree. */
export function Differing({ encounter }: { encounter: Encounter }) {
  const { t } = useSpeech();
  const names = FACTS.filter((f) => f.differs && encounter.differing?.includes(f.differs)).map((f) => t(f.key).toLocaleLowerCase());
  return names.length === 0 ? null : <span className="chip chip-warn">{t("tellers.differing", { x: names.join(", ") })}</span>;
}

/** A visit that several systems tell: what each says, side by side; open when they differ. */
export function Tellers({ encounter }: { encounter: Encounter }) {
  const speech = useSpeech();
  const { t } = speech;
  const said = encounter.said ?? [];
  if (said.length < 2) return null;
  const facts = FACTS.map((f) => ({ ...f, values: said.map((s) => f.of(s, speech)) })).filter((f) => f.values.some(Boolean));
  return (
    <details className="tellers" open={(encounter.differing?.length ?? 0) > 0}>
      <summary>{t("tellers.title", { n: said.length })}</summary>
      <table className="rows compact">
        <thead>
          <tr>
            <td />
            {said.map((s, i) => <th key={i} scope="col">{s.origin?.sourceName ?? t("app.none")}</th>)}
          </tr>
        </thead>
        <tbody>
          {facts.map(({ key, differs, values }) => {
            const marked = differs !== undefined && encounter.differing?.includes(differs);
            return (
              <tr key={key} className={marked ? "differs" : ""}>
                <th scope="row">
                  {t(key)}
                  {marked && <span className="hidden-text"> ({t("tellers.differs")})</span>}
                </th>
                {values.map((value, i) => (
                  <td key={i} className="num">
                    {marked && unlike(value, values[0]) && <strong aria-hidden="true">≠ </strong>}
                    {value || t("app.none")}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
