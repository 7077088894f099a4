import { moment } from "../format/time";
import { bytes, decimal, whole } from "../format/values";
import { Facts } from "../frame/Facts";
import { Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go, Link } from "../route";
import { imports, type ImportFile } from "./api";
import { Counts } from "./Counts";
import { Faults } from "./Faults";
import { Sending } from "./Sending";

const EVERY_MS = 5_000;
const WHILE_JUDGED_MS = 1_500;

function Row({ of }: { of: ImportFile }) {
  const { t, code, language } = useSpeech();
  return (
    <tr>
      <th scope="row" className="num">
        <Link to={{ page: "imports", id: of.id }} className="cover">{moment(of.begunAt)}</Link>
        <span className="fine block">{of.by ?? t("imports.bySystem")}</span>
        {of.fileName && <span className="fine block file-name">{of.fileName}</span>}
      </th>
      <td>{of.sourceName}</td>
      <td>{code("importFormat", of.format)}<span className="fine block">{bytes(of.bytes, language)}</span></td>
      <td>{code("import", of.state)}</td>
      <td className="num right" data-label={t("imports.items")}>{whole(of.items, language)}</td>
      <td className="whole counts"><Counts of={of} /></td>
    </tr>
  );
}

function Earlier() {
  const { t } = useSpeech();
  const all = useLoad("imports", (signal, background) => imports.list(signal, background), { everyMs: EVERY_MS });
  return (
    <>
      <h2>{t("imports.earlier")}</h2>
      <Shown from={all} rows={4}>
        {(files) => (
          <Listing none="imports.none" columns={["imports.begun", "message.source", "imports.kind", "health.state", ["imports.items", "right"], "message.outcome"]} of={files}>
            {(file) => <Row key={file.id} of={file} />}
          </Listing>
        )}
      </Shown>
    </>
  );
}

function About({ of }: { of: ImportFile }) {
  const { t, code, language } = useSpeech();
  return (
    <Facts
      of={[
        [t("imports.fileName"), of.fileName],
        [t("message.source"), of.sourceName],
        [t("imports.kind"), code("importFormat", of.format)],
        [t("imports.broughtBy"), of.by ?? t("imports.bySystem")],
        [t("imports.size"), bytes(of.bytes, language)],
        [t("imports.begun"), moment(of.begunAt)],
        [t("imports.ended"), of.endedAt ? moment(of.endedAt) : t("app.none")],
        [t("imports.speed"), of.perSecond > 0 ? t("imports.perSecond", { n: decimal(String(of.perSecond), language) }) : t("app.none")],
      ]}
    />
  );
}

function Judged({ of }: { of: ImportFile }) {
  const { t, language } = useSpeech();
  return (
    <section className="card" aria-label={t("imports.progress")}>
      <About of={of} />
      {of.state === "RECEIVING" && <p className="note note-stale"><span>{t("imports.half", { n: whole(of.items, language) })}</span></p>}
      {of.state === "RUNNING" && (
        <p className="num" role="status">{t("imports.judged", { n: whole(of.judged, language), all: whole(of.items, language) })}</p>
      )}
      {of.state === "DONE" && <p className="good" role="status">{t("imports.done", { n: whole(of.items, language) })}</p>}
      <Counts of={of} />
    </section>
  );
}

/** One file: how far it is, what became of its items, and which need a person. */
export function OneImportPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const file = useLoad(`import ${id}`, (signal, background) => imports.one(id, signal, background), {
    everyMs: (read) => (read?.state === "DONE" ? undefined : WHILE_JUDGED_MS),
  });
  return (
    <div className="page">
      <p>
        <Link to={{ page: "imports" }}>← {t("imports.title")}</Link>
      </p>
      <h1>{t("imports.one")}</h1>
      <Shown from={file} rows={6}>
        {(read) => (
          <>
            <Judged of={read} />
            {read.reasons.length > 0 && <Faults of={read} />}
          </>
        )}
      </Shown>
    </div>
  );
}

/** Bringing in a file for a system, and the files before it. */
export function ImportPage() {
  const { t } = useSpeech();
  return (
    <div className="page">
      <h1>{t("imports.title")}</h1>
      <p className="fine">{t("imports.intro")}</p>
      <Sending onSent={({ id }) => go({ page: "imports", id })} />
      <Earlier />
    </div>
  );
}
