import { useState } from "react";
import { api } from "../../client";
import { Empty, Shown } from "../../frame/states";
import { useSpeech, type Key } from "../../lang";
import { useLoad } from "../../load";
import { Link } from "../../route";
import { may, useMe } from "../../session";
import { senders } from "../api";
import { keys } from "../keys";
import { examples, GUIDES, guides, LANGUAGES, type ExampleLanguage, type Guide, type GuideName } from "./guide";

/** Keys that work, or will. */
const WORKING = ["VALID", "ENDING", "NOT_YET"];

function Example({ name, server }: { name: GuideName; server: string }) {
  const { t } = useSpeech();
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
        <span className="switch" role="group" aria-label={t("guide.example")}>
          {all.map((one) => (
            <button key={one.language} type="button" aria-pressed={one.language === language} onClick={() => choose(one.language)}>
              {LANGUAGES[one.language]}
            </button>
          ))}
        </span>
        {"clipboard" in navigator && (
          <button type="button" className="button" onClick={() => void copy()}>{t("guide.copy")}</button>
        )}
        <span role="status">{copied !== undefined && t(copied ? "lab.copied" : "lab.copyFailed")}</span>
      </div>
      <pre className="raw" tabIndex={0} role="region" aria-label={`${t("guide.example")} ${LANGUAGES[language]}: ${t(`guide.${name}.title` as Key)}`}>{shown.text}</pre>
      {name !== "webhook" && <p className="fine">{t("guide.keyHint")}</p>}
    </>
  );
}

/** The numbered words of one part of a guide. */
function words(name: GuideName, part: "step" | "fault", many: number): Key[] {
  return Array.from({ length: many }, (_, i) => `guide.${name}.${part}${i + 1}` as Key);
}

function Way({ guide, server, open }: { guide: Guide; server: string; open: boolean }) {
  const { t } = useSpeech();
  const me = useMe();
  const { name, facts } = guide;
  const shape = GUIDES[name];
  return (
    <details className="guide" open={open}>
      <summary>{t(`guide.${name}.title` as Key)}</summary>
      <dl className="facts">
        {facts.map(({ name: label, value }) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd className={typeof value === "string" ? "mono" : undefined}>{typeof value === "string" ? value : t(value.key)}</dd>
          </div>
        ))}
      </dl>
      <h3>{t("guide.steps")}</h3>
      <ol>
        {words(name, "step", shape.steps).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ol>
      {"examples" in shape && <Example name={name} server={server} />}
      <h3>{t("guide.success")}</h3>
      <p>{t(`guide.${name}.success` as Key)}</p>
      <p className="buttons">
        {may(me, "HEALTH_READ") && <Link to={{ page: "health" }}>{t("health.title")}</Link>}
        {may(me, "MESSAGE_READ") && <Link to={{ page: "messages" }}>{t("desk.messages")}</Link>}
        {may(me, "SOURCE_READ") && <Link to={{ page: "deliveries" }}>{t("deliveries.title")}</Link>}
      </p>
      <h3>{t("guide.faults")}</h3>
      <ul>
        {words(name, "fault", shape.faults).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
    </details>
  );
}

function Ways({ id }: { id: string }) {
  const { t } = useSpeech();
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
        if (all.length === 0) return <Empty>{t("guide.none")}</Empty>;
        return all.map((guide, at) => <Way key={guide.name} guide={guide} server={server} open={at === 0} />);
      }}
    </Shown>
  );
}

/** How the system is connected, step by step, out of its settings as they are saved; read anew each time it is opened. */
export function ConnectionGuide({ id }: { id: string }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <section className="card" aria-label={t("guide.title")}>
      <div className="card-head">
        <h2>{t("guide.title")}</h2>
        <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "guide.hide" : "guide.show")}
        </button>
      </div>
      <p className="fine">{t("guide.intro")}</p>
      {open && <Ways id={id} />}
    </section>
  );
}
