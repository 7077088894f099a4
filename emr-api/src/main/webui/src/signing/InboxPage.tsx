import { useState } from "react";
import { Icon } from "../frame/Icon";
import { Empty, Shown } from "../frame/states";
import { useRoom } from "../frame/useRoom";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { MOST, PARTS, signing, type Counts, type Line, type Part } from "./api";
import { InboxTable } from "./InboxTable";
import { JobsCard } from "./JobsCard";
import { found, lineKey, toSign } from "./lines";
import { Preview, PreviewDrawer } from "./Preview";
import type { JobPart } from "./remote";
import { SignSheet } from "./SignSheet";
import type { ToSign } from "./useBatch";
import { useAsked } from "./useAsked";
import { useJobs } from "./useJobs";
import { tellSigned } from "./useToSign";
import { useWords, type Word } from "./words";

/** Beside the list there is room for a page of paper. */
const WIDE = 1280;
const COUNT: Record<Part, keyof Counts> = { READY: "ready", LATER: "later", RETURNED: "returned" };

interface ChoosingProps {
  lines: readonly Line[];
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
  onSign: () => void;
}

/** Chooses several, and signs them: always in view. */
function Choosing({ lines, chosen, onChosen, onSign }: ChoosingProps) {
  const { t } = useWords();
  const all = lines.length <= MOST;
  return (
    <div className="signing-acts" role="group" aria-label={t("inbox.sign", { n: chosen.size })}>
      <button type="button" className="button" onClick={() => onChosen(new Set(lines.slice(0, MOST).map(lineKey)))}>{all ? t("inbox.chooseAll") : t("inbox.chooseFirst", { n: MOST })}</button>
      {chosen.size > 0 && <button type="button" className="button quiet" onClick={() => onChosen(new Set())}>{t("inbox.clear")}</button>}
      <span className="fine" role="status">{chosen.size > MOST ? t("inbox.most", { n: MOST }) : t("inbox.chosen", { n: chosen.size })}</span>
      <span className="grow" />
      <button type="button" className="button primary" disabled={chosen.size === 0 || chosen.size > MOST} onClick={onSign}><Icon name="pen" size={16} /> {t("inbox.sign", { n: chosen.size })}</button>
    </div>
  );
}

interface ListedProps {
  part: Part;
  lines: readonly Line[];
  more: boolean;
  /** What waits for a phone. */
  underWay: ReadonlySet<string>;
  onDone: () => void;
}

/** One part: found in, chosen from, read and signed. */
function Listed({ part, lines, more, underWay, onDone }: ListedProps) {
  const { t } = useWords();
  const beside = useRoom(WIDE);
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [read, setRead] = useState<string>();
  const [signed, setSigned] = useState<ToSign[]>();
  const shown = found(lines, typed);
  // What left the list meanwhile is not signed by its old choice.
  const wanted = shown.filter((line) => chosen.has(lineKey(line)) && !underWay.has(lineKey(line)));
  const reading = lines.find((line) => lineKey(line) === read);
  const choose = (key: string) => setChosen(chosen.has(key) ? new Set([...chosen].filter((one) => one !== key)) : new Set([...chosen, key]));
  const changed = () => {
    setRead(undefined);
    onDone();
  };
  const preview = reading && { line: reading, part, onSign: () => setSigned([toSign(reading)]), onRefused: changed };
  return (
    <>
      {lines.length === 0 && <div className="card"><Empty>{t(`inbox.none.${part}` as Word)}</Empty></div>}
      {lines.length > 0 && (
        <label className="signing-find">
          {t("inbox.find")}
          <input type="search" value={typed} maxLength={80} autoComplete="off" placeholder={t("inbox.findHint")} onChange={({ target }) => setTyped(target.value)} />
        </label>
      )}
      {lines.length > 0 && <div className={beside && part !== "RETURNED" ? "signing-desk" : undefined}>
        <div className="signing-list">
          {part === "READY" && <Choosing lines={shown.filter((line) => !underWay.has(lineKey(line)))} chosen={new Set(wanted.map(lineKey))} onChosen={setChosen} onSign={() => setSigned(wanted.map(toSign))} />}
          {shown.length > 0 ? <InboxTable part={part} lines={shown} chosen={chosen} underWay={underWay} read={read} onChoose={choose} onRead={(line) => setRead(lineKey(line))} /> : <Empty>{t("inbox.noneFound")}</Empty>}
          {more && <p className="fine">{t(part === "RETURNED" ? "inbox.moreReturned" : "inbox.more")}</p>}
        </div>
        {beside && part !== "RETURNED" && (
          <aside className="card signing-preview" aria-label={t("preview.title")}>
            {preview ? <><h2>{preview.line.title}</h2><Preview key={read} {...preview} /></> : <Empty>{t("preview.none")}</Empty>}
          </aside>
        )}
      </div>}
      {!beside && preview && !signed && <PreviewDrawer {...preview} onClose={() => setRead(undefined)} />}
      {signed && (
        <SignSheet
          items={signed}
          onSigned={onDone}
          onClose={() => {
            setSigned(undefined);
            setChosen(new Set());
            setRead(undefined);
          }}
        />
      )}
    </>
  );
}

/** Chờ ký: what waits for one's signature, what others sign before, and what came back. */
export function InboxPage() {
  const { t } = useWords();
  const me = useMe();
  const [part, setPart] = useState<Part>("READY");
  const [again, setAgain] = useState<ToSign[]>();
  const asked = useAsked();
  const counts = useLoad("signing counts", (signal) => signing.counts(signal));
  const listed = useLoad(`signing ${part}`, (signal) => signing.awaited(part, signal));
  const refresh = () => {
    counts.reload();
    listed.reload();
    tellSigned();
  };
  const jobs = useJobs(refresh);
  const done = () => {
    refresh();
    jobs.reload();
  };
  // What waits still is asked for as it is now.
  const named = (of: JobPart) => {
    const line = part === "READY" ? listed.data?.lines.find((one) => lineKey(one) === lineKey(of)) : undefined;
    return line ? toSign(line) : asked.of(of);
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("signing.page")}</h1>
        <div className="switch signing-parts" role="group" aria-label={t("signing.page")}>
          {PARTS.map((one) => (
            <button key={one} type="button" aria-pressed={part === one} onClick={() => setPart(one)}>
              {t(`part.${one}`)} {counts.data && <span className="count">{counts.data[COUNT[one]]}</span>}
            </button>
          ))}
        </div>
        <nav className="signing-links" aria-label={t("inbox.links")}>
          <Link to={{ page: "signingKeys" }}>{t("signing.keysPage")}</Link>
          {may(me, "PATIENT_READ") && <Link to={{ page: "verify" }}>{t("signing.verifyPage")}</Link>}
        </nav>
      </div>
      <JobsCard jobs={jobs.all} named={named} onEnded={done} onAgain={setAgain} />
      <Shown from={listed} rows={8}>
        {({ lines, more }) => <Listed key={part} part={part} lines={lines} more={more} underWay={jobs.underWay} onDone={done} />}
      </Shown>
      {again && <SignSheet items={again} onSigned={done} onClose={() => setAgain(undefined)} />}
    </div>
  );
}
