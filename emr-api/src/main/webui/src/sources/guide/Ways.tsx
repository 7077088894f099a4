import { useState } from "react";
import { api } from "../../client";
import { Facts } from "../../frame/Facts";
import { Empty, Shown } from "../../frame/states";
import { useSpeech } from "../../lang";
import { useLoad } from "../../load";
import { Link } from "../../route";
import { may, useMe } from "../../session";
import { senders } from "../api";
import { keys } from "../keys";
import { examples, GUIDES, guides, LANGUAGES, type ExampleLanguage, type Guide, type GuideName } from "./guide";
import { useWords, type Word } from "./words";

/** Keys that work, or will. */
const WORKING = ["VALID", "ENDING", "NOT_YET"];

function Example({ name, server }: { name: GuideName; server: string }) {
  const { t } = useSpeech();
  const word = useWords();
  const all = examples(name, server);
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
              {LANGUAGES[one.language]}
            </button>
          ))}
        </span>
        {"clipboard" in navigator && (
          <button type="button" className="button" onClick={() => void copy()}>{word("copy")}</button>
        )}
        <span role="status">{copied !== undefined && t(copied ? "lab.copied" : "lab.copyFailed")}</span>
      </div>
      <pre className="raw" tabIndex={0} role="region" aria-label={`${word("example")} ${LANGUAGES[language]}: ${word(`${name}.title`)}`}>{shown.text}</pre>
      {name !== "webhook" && <p className="fine">{word("keyHint")}</p>}
    </>
  );
}

/** The numbered words of one part of a guide. */
function numbered(name: GuideName, part: "step" | "fault", many: number): Word[] {
  return Array.from({ length: many }, (_, i) => `${name}.${part}${i + 1}` as Word);
}

function Way({ guide, server, open }: { guide: Guide; server: string; open: boolean }) {
  const { t } = useSpeech();
  const word = useWords();
  const me = useMe();
  const { name, facts } = guide;
  const shape = GUIDES[name];
  return (
    <details className="guide" open={open}>
      <summary>{word(`${name}.title`)}</summary>
      <Facts of={facts.map(({ name: label, value }) => [word(label), typeof value === "string" ? <span className="mono">{value}</span> : word(value.key)])} />
      <h3>{word("steps")}</h3>
      <ol>
        {numbered(name, "step", shape.steps).map((key) => (
          <li key={key}>{word(key)}</li>
        ))}
      </ol>
      {"examples" in shape && <Example name={name} server={server} />}
      <h3>{word("success")}</h3>
      <p>{word(`${name}.success`)}</p>
      <p className="buttons">
        {may(me, "HEALTH_READ") && <Link to={{ page: "health" }}>{t("health.title")}</Link>}
        {may(me, "MESSAGE_READ") && <Link to={{ page: "messages" }}>{t("desk.messages")}</Link>}
        {may(me, "SOURCE_READ") && <Link to={{ page: "deliveries" }}>{t("deliveries.title")}</Link>}
      </p>
      <h3>{word("faults")}</h3>
      <ul>
        {numbered(name, "fault", shape.faults).map((key) => (
          <li key={key}>{word(key)}</li>
        ))}
      </ul>
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
        return all.map((guide, at) => <Way key={guide.name} guide={guide} server={server} open={at === 0} />);
      }}
    </Shown>
  );
}
