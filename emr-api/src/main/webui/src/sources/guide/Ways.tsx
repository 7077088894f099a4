import { useState } from "react";
import type { Right } from "../../api";
import { api } from "../../client";
import { Facts } from "../../frame/Facts";
import { Empty, Shown } from "../../frame/states";
import { useSpeech, type Key } from "../../lang";
import { useLoad } from "../../load";
import { Link } from "../../route";
import { may, useMe } from "../../session";
import { senders } from "../api";
import { keys } from "../keys";
import { BY_KEY, examples, GUIDES, guides, LANGUAGES, type ExampleLanguage, type Guide, type GuideName, type Seen } from "./guide";
import { useWords, type Word } from "./words";

/** Keys that work, or will. */
const WORKING = ["VALID", "ENDING", "NOT_YET"];

function Example({ guide: { name, holes } }: { guide: Guide }) {
  const { t } = useSpeech();
  const word = useWords();
  const all = examples(name, holes);
  const [language, setLanguage] = useState<ExampleLanguage>(all[0]!.language);
  const [copied, setCopied] = useState<boolean>();
  const shown = all.find((one) => one.language === language)!;
  const choose = (next: ExampleLanguage) => {
    setLanguage(next);
    setCopied(undefined);
  };
  const copy = () =>
    navigator.clipboard.writeText(shown.text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <>
      <div className="buttons">
        <span className="switch" role="group" aria-label={word("example")}>
          {all.map((one) => (
            <button key={one.language} type="button" aria-pressed={one.language === language} onClick={() => choose(one.language)}>
              {languageOf(one)}
            </button>
          ))}
        </span>
        {"clipboard" in navigator && (
          <button type="button" className="button" onClick={() => void copy()}>{word("copy")}</button>
        )}
        <span role="status">{copied !== undefined && t(copied ? "lab.copied" : "lab.copyFailed")}</span>
      </div>
      <pre className="raw" tabIndex={0} role="region" aria-label={`${word("example")} ${languageOf(shown)}: ${word(`${name}.title`)}`}>{shown.text}</pre>
      {BY_KEY.includes(name) && <p className="fine">{word("keyHint")}</p>}
    </>
  );
}

/** A command that only calls a door is known by the name of its program. */
const languageOf = ({ language, text }: { language: ExampleLanguage; text: string }) => (text.startsWith("curl") ? "curl" : LANGUAGES[language]);

/** The numbered words of one part of a guide. */
function numbered(name: GuideName, part: "step" | "fault", many: number): Word[] {
  return Array.from({ length: many }, (_, i) => `${name}.${part}${i + 1}` as Word);
}

/** Where it shows whether it works, as far as the reader may look there. */
function Pages({ of }: { of: readonly Seen[] }) {
  const { t } = useSpeech();
  const me = useMe();
  const all: Record<Seen, [right: Right, title: Key]> = {
    health: ["HEALTH_READ", "health.title"],
    messages: ["MESSAGE_READ", "desk.messages"],
    parked: ["PARKED_READ", "parked.title"],
    imports: ["IMPORT", "imports.title"],
    deliveries: ["SOURCE_READ", "deliveries.title"],
  };
  const open = of.filter((page) => may(me, all[page][0]));
  return open.length === 0 ? null : (
    <p className="buttons">
      {open.map((page) => (
        <Link key={page} to={{ page }}>{t(all[page][1])}</Link>
      ))}
    </p>
  );
}

function Way({ guide, open }: { guide: Guide; open: boolean }) {
  const word = useWords();
  const { name, facts } = guide;
  const shape = GUIDES[name];
  return (
    <details className="guide" open={open}>
      <summary>{word(`${name}.title`)}</summary>
      <Facts of={facts.map(({ name: label, value }) => [word(label), typeof value === "string" ? <span className="mono">{value}</span> : word(value.key)])} />
      <div className="guide-body">
        <div>
          <h3>{word("steps")}</h3>
          <ol>
            {numbered(name, "step", shape.steps).map((key) => (
              <li key={key}>{word(key)}</li>
            ))}
          </ol>
        </div>
        <div className="guide-example">
          <Example guide={guide} />
        </div>
        <div>
          <h3>{word("success")}</h3>
          <p>{word(`${name}.success`)}</p>
          <Pages of={shape.seen} />
          <h3>{word("faults")}</h3>
          <ul>
            {numbered(name, "fault", shape.faults).map((key) => (
              <li key={key}>{word(key)}</li>
            ))}
          </ul>
        </div>
      </div>
    </details>
  );
}

/** Every way a sender is set up for; its settings are read anew each time. */
export function Ways({ id }: { id: string }) {
  const word = useWords();
  const me = useMe();
  const read = useLoad(`guide ${id}`, (signal) => senders.read(id, signal));
  const health = useLoad(may(me, "HEALTH_READ") ? "guide doors" : null, (signal) => api.health(signal));
  const ownKeys = useLoad(`guide keys ${id}`, (signal) => keys.of(id, signal));
  const scopes = (ownKeys.data ?? []).filter((key) => WORKING.includes(key.state)).flatMap((key) => key.scopes);
  const server = window.location.origin;
  return (
    <Shown from={read} rows={4}>
      {(settings) => {
        const all = guides(id, settings, { server, host: window.location.hostname, doors: health.data?.doors, scopes });
        if (all.length === 0) return <Empty>{word("none")}</Empty>;
        return all.map((guide, at) => <Way key={guide.name} guide={guide} open={at === 0} />);
      }}
    </Shown>
  );
}
