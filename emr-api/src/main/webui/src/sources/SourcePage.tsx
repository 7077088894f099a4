import { useEffect, useRef, useState, type FormEvent } from "react";
import type { Problem } from "../client";
import { useDoing } from "../doing";
import { Icon } from "../frame/Icon";
import { ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go, Link } from "../route";
import { may, useMe } from "../session";
import { senders, type Choices, type Settings } from "./api";
import { differences, fieldAt, FRESH, onTopOf, type FieldName } from "./fields";
import { ConnectionGuide } from "./guide/ConnectionGuide";
import { KeyPanel } from "./KeyPanel";
import { KeySheet } from "./KeySheet";
import { labelKey, SourceFields } from "./SourceFields";
import { SourceHistory } from "./SourceHistory";
import { TrialPanel } from "./TrialPanel";

const pointers = (problem: Problem) => (problem.body.fields ?? []).map((f) => (typeof f === "string" ? f : (f.path ?? "")));

/** Somebody saved first: nothing typed here is lost, and what the other changed is named. */
function Meanwhile({ changed }: { changed: FieldName[] }) {
  const { t } = useSpeech();
  return (
    <div className="note note-stale" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{t("source.meanwhile")}</strong>
        <p>{t("source.meanwhileText", { x: changed.map((name) => t(labelKey(name))).join(", ") || t("app.none") })}</p>
      </div>
    </div>
  );
}

interface EditorProps {
  id?: string;
  first: Settings;
  choices: Choices | undefined;
  onSaved: (id: string) => void;
}

function Editor({ id, first, choices, onSaved }: EditorProps) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [before, setBefore] = useState(first);
  const [typed, setTyped] = useState(first);
  const [meanwhile, setMeanwhile] = useState<FieldName[]>();
  const [saved, setSaved] = useState<{ id: string; credential?: string }>();
  const form = useRef<HTMLFormElement>(null);
  const changes = differences(before, typed);
  const conflict = problem?.status === 409 && pointers(problem).includes("/version");
  const wrong = problem && !conflict ? pointers(problem).map(fieldAt)[0] : undefined;

  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [wrong, problem]);
  useEffect(() => {
    if (!conflict || !id) return;
    let gone = false;
    void senders.read(id).then((newest) => {
      if (gone) return;
      setMeanwhile(differences(before, newest));
      setTyped((mine) => onTopOf(newest, before, mine));
      setBefore(newest);
    });
    return () => {
      gone = true;
    };
    // Once for each refusal; what it replaces must not start it again.
  }, [problem]);

  const save = (event: FormEvent) => {
    event.preventDefault();
    setMeanwhile(undefined);
    setSaved(undefined);
    void run(async () => {
      const answer = id ? await senders.change(id, typed) : await senders.create(typed);
      const now = await senders.read(answer.id);
      setBefore(now);
      setTyped(now);
      setSaved(answer);
      if (!id && !answer.credential) onSaved(answer.id);
    });
  };

  return (
    <form ref={form} className="source-form" noValidate onSubmit={save}>
      {meanwhile && <Meanwhile changed={meanwhile} />}
      <SourceFields settings={typed} choices={choices} wrong={wrong} onChange={setTyped} />
      {problem && !(conflict && meanwhile) && <ProblemNote problem={problem} />}
      <div className={changes.length > 0 ? "save-bar save-bar-open" : "save-bar"}>
        {changes.length > 0 && (
          <>
            <button type="submit" className="button primary" disabled={busy}>
              {t(id ? "source.save" : "source.create")}
            </button>
            {id && (
              <button type="button" className="button" disabled={busy} onClick={() => setTyped(before)}>
                {t("source.undo")}
              </button>
            )}
            <span className="fine">{t("source.effect")}</span>
          </>
        )}
        {changes.length === 0 && (
          <span role="status" className={saved ? "good" : "fine"}>
            {t(saved ? "source.saved" : id ? "source.unchanged" : "source.fill")}
          </span>
        )}
      </div>
      {saved?.credential && (
        <KeySheet
          credential={saved.credential}
          onClose={() => {
            setSaved({ id: saved.id });
            if (!id) onSaved(saved.id);
          }}
        />
      )}
    </form>
  );
}

/** A message of HL7 v2 is all that can be tried. */
const speaksHl7 = ({ door, dropFolder, settings }: Settings) =>
  door === "his" || door === "lis" || Boolean(dropFolder) || settings?.["kafka-format"] === "hl7v2";

function Known({ id, choices }: { id: string; choices: Choices | undefined }) {
  const { t } = useSpeech();
  const me = useMe();
  const settings = useLoad(`source ${id}`, (signal) => senders.read(id, signal));
  const read = settings.data;
  return (
    <>
      <div className="page-head">
        <h1>{read?.name ?? t("health.source")}</h1>
        {read && !read.enabled && <span className="chip chip-warn">{t("health.disabled")}</span>}
        <Link to={{ page: "traffic", id }} className="button">{t("source.traffic")}</Link>
      </div>
      <Shown from={settings} rows={8}>
        {(first) => (
          <>
            <Editor id={id} first={first} choices={choices} onSaved={() => undefined} />
            <KeyPanel id={id} />
            <ConnectionGuide id={id} />
            {first.enabled && speaksHl7(first) && <TrialPanel source={id} />}
            {may(me, "AUDIT_READ") && <SourceHistory id={id} />}
          </>
        )}
      </Shown>
    </>
  );
}

/** One sender: its settings, a message tried as if it had sent it, and who changed what. */
export function SourcePage({ id }: { id?: string }) {
  const { t } = useSpeech();
  const choices = useLoad("choices", (signal) => senders.choices(signal));
  return (
    <div className="page">
      <p>
        <Link to={{ page: "sources" }}>← {t("health.sources")}</Link>
      </p>
      {id ? (
        <Known id={id} choices={choices.data} />
      ) : (
        <>
          <h1>{t("source.new")}</h1>
          <Editor first={FRESH} choices={choices.data} onSaved={(made) => go({ page: "source", id: made })} />
        </>
      )}
    </div>
  );
}
