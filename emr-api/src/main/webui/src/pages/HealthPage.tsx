import type { ReactNode } from "react";
import type { Health } from "../api";
import { api } from "../client";
import { ago, day, moment } from "../format/time";
import { bytes, decimal, whole } from "../format/values";
import { Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { OutgoingCard } from "./OutgoingCard";
import { Dialects } from "./Dialects";
import { SubscribersCard } from "./SubscribersCard";

const EVERY_MS = 30_000;
const DAY_MS = 86_400_000;
/** The mark beside a door's state. */
function doorMark(state: string): "FRESH" | "STALE" | "FAILING" {
  if (["UP", "OPEN", "LISTENING", "STARTED"].includes(state)) return "FRESH";
  return state === "WARN" || state === "STARTING" ? "STALE" : "FAILING";
}

function Tile({ title, tone, children }: { title: string; tone: "good" | "warn" | "bad"; children: ReactNode }) {
  return (
    <section className={`card tile tile-${tone}`}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** How far the trace is sealed and told outside. */
function SealTile({ seal }: { seal: NonNullable<Health["seal"]> }) {
  const { t, language } = useSpeech();
  const told = Object.values(seal.toldAt ?? {}).sort().at(-1);
  const troubles = seal.troubles ?? [];
  return (
    <Tile title={t("health.seal")} tone={troubles.length > 0 ? "bad" : "good"}>
      <strong>{whole(seal.number, language)}</strong>
      <p className="fine">{told ? t("health.sealTold", { at: ago(told, language) }) : t("health.sealNotTold")}</p>
      {troubles.map((trouble) => <p key={trouble} className="bad">{t(`health.${trouble}`)}</p>)}
    </Tile>
  );
}

/** Whether the clock of the server may be believed; said where something is wrong or a time server is asked. */
function ClockTile({ clock }: { clock: NonNullable<Health["clock"]> }) {
  const { t, code, language } = useSpeech();
  const off = clock.offMillis;
  return (
    <Tile title={t("health.clock")} tone={clock.troubles.length > 0 ? "bad" : "good"}>
      <strong>{t(clock.troubles.length > 0 ? "health.clockWrong" : "health.clockRight")}</strong>
      {off !== undefined && <p className="fine">{t("health.clockOff", { n: decimal((off / 1000).toFixed(1), language) })}</p>}
      {clock.troubles.map((trouble) => <p key={trouble} className="bad">{code("clockTrouble", trouble)}</p>)}
    </Tile>
  );
}

function Tiles({ health }: { health: Health }) {
  const { t, language } = useSpeech();
  const { backup, disk, database, parked, outbox } = health;
  const late = !backup?.lastAt || backup.ok === false || Date.now() - Date.parse(backup.lastAt) > DAY_MS;
  const waiting = parked?.waiting ?? 0;
  return (
    <div className="tiles">
      <Tile title={t("health.backup")} tone={late ? "bad" : "good"}>
        <strong>{backup?.lastAt ? ago(backup.lastAt, language) : t("health.backupNever")}</strong>
        <p className="fine">{backup?.lastAt && moment(backup.lastAt)}</p>
        {late && <p className="bad">{backup?.lastAt && `${t("health.backupLate")}. `}{t("health.backupDo")}</p>}
      </Tile>
      {health.clock && <ClockTile clock={health.clock} />}
      {health.seal && <SealTile seal={health.seal} />}
      <Tile title={t("health.networks")} tone={health.networksDeclared === false ? "warn" : "good"}>
        <strong>{t(health.networksDeclared === false ? "health.networksNone" : "health.networksDeclared")}</strong>
        {health.networksDeclared === false && <p className="fine">{t("health.networksDo")}</p>}
        {health.passwordProfile && <p className="fine">{t(`passwords.${health.passwordProfile}`)}</p>}
      </Tile>
      <Tile title={t("health.disk")} tone={disk?.ok === false ? "bad" : "good"}>
        <strong>{bytes(disk?.freeBytes, language) || t("app.none")}</strong>
        {disk?.ok === false && <p className="bad">{t(disk.takesMessages === false ? "health.diskFull" : "health.diskLow")}</p>}
      </Tile>
      <Tile title={t("health.database")} tone={database?.durable === false ? "bad" : "good"}>
        <strong>{database?.version ?? t("app.none")}</strong>
        <p className={database?.durable === false ? "bad" : "fine"}>
          {t(database?.embedded ? "health.embedded" : "health.external")}, {t(database?.durable === false ? "health.notDurable" : "health.durable")}
        </p>
      </Tile>
      <Tile title={t("health.waiting")} tone={waiting > 0 ? "warn" : "good"}>
        <strong>{whole(waiting, language)}</strong>
        {waiting > 0 && <p><Link to={{ page: "parked" }}>{t("parked.title")}</Link></p>}
      </Tile>
      <Tile title={t("health.outbox")} tone="good">
        <strong>{whole(outbox?.depth ?? 0, language)}</strong>
        <p className="fine">{t("health.outboxText")}</p>
      </Tile>
    </div>
  );
}

/** What is wrong with senders and the TLS of the doors; nothing when all is well. */
function Alarms({ health }: { health: Health }) {
  const { t } = useSpeech();
  const me = useMe();
  const senders = health.senders ?? [];
  const keys = health.keys ?? [];
  if (senders.length === 0 && keys.length === 0 && !health.tlsTrouble) return null;
  return (
    <section className="card tile tile-bad" aria-label={t("health.alarms")}>
      <h2>{t("health.alarms")}</h2>
      <ul>
        {health.tlsTrouble && <li className="bad">{t("health.tls")} {health.tlsTrouble}</li>}
        {senders.map((sender) => (
          <li key={sender.id}>
            {may(me, "CONFIGURE") ? <Link to={{ page: "source", id: sender.id }}>{sender.name}</Link> : <strong>{sender.name}</strong>}
            {sender.silent && (
              <span className="bad block">
                {t("health.silent", { n: sender.silentAfter ?? 0, at: sender.lastMessageAt ? moment(sender.lastMessageAt) : t("health.never") })}
              </span>
            )}
            {sender.plainText && <span className="bad block">{t("health.plainText")}</span>}
          </li>
        ))}
        {keys.map((key) => (
          <li key={`${key.sourceId} ${key.name} ${key.expiresAt}`}>
            {may(me, "CONFIGURE") ? <Link to={{ page: "source", id: key.sourceId }}>{key.source}</Link> : <strong>{key.source}</strong>}
            <span className="block">
              {t(Date.parse(key.expiresAt) <= Date.now() ? "health.keyEnded" : "health.keyEnds", { x: key.name, at: day(key.expiresAt) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Doors({ doors }: { doors: NonNullable<Health["doors"]> }) {
  const { t, code, language } = useSpeech();
  return (
    <section className="card table-card">
      <h2>{t("health.doors")}</h2>
      <Table
        columns={["health.door", "health.state", "health.address", ["health.connections", "right"], ["health.received", "right"], "health.last", "health.error"]}
        of={doors}
      >
        {(door) => (
          <tr key={`${door.name} ${door.address}`}>
            <th scope="row">{door.name}<span className="fine block">{door.protocol}</span></th>
            <td>
              <span className={`dot dot-${doorMark(door.state.toUpperCase())}`} aria-hidden="true" />
              {code("door", door.state.toUpperCase())}
            </td>
            <td className="mono">{door.address}</td>
            <td className="num right" data-label={t("health.connections")}>{door.connections}</td>
            <td className="num right" data-label={t("health.received")}>{door.received !== undefined && whole(door.received, language)}</td>
            <td className="num" data-label={t("health.last")}>{door.lastReceivedAt ? moment(door.lastReceivedAt) : t("health.never")}</td>
            <td className={door.lastError ? "bad" : ""}>{door.lastError}{door.lastErrorAt && <span className="fine block num">{moment(door.lastErrorAt)}</span>}</td>
          </tr>
        )}
      </Table>
    </section>
  );
}

/** Doors, alarms of senders, backup, disk; refreshes itself without keeping the session alive. */
export function HealthPage() {
  const { t, code } = useSpeech();
  const health = useLoad("health", (s, b) => api.health(s, b), { everyMs: EVERY_MS });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("health.title")}</h1>
        {health.data && <span className={`chip chip-${health.data.status}`}>{code("health", health.data.status)}</span>}
        {health.data && (
          <span className="fine">
            {[health.data.version && t("health.version", { x: health.data.version }), health.data.startedAt && t("health.started", { at: moment(health.data.startedAt) })].filter(Boolean).join(" · ")}
          </span>
        )}
      </div>
      <Shown from={health}>
        {(data) => (
          <>
            <Tiles health={data} />
            <Alarms health={data} />
            {data.doors && <Doors doors={data.doors} />}
            {(data.destinations?.length ?? 0) > 0 && <OutgoingCard destinations={data.destinations!} />}
            <SubscribersCard />
            {data.dialects && <Dialects dialects={data.dialects} />}
          </>
        )}
      </Shown>
    </div>
  );
}
