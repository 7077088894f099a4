import type { Source } from "../api";
import { api } from "../client";
import { percent } from "../desk/words";
import { day, moment } from "../format/time";
import { decimal, whole } from "../format/values";
import { Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";

const EVERY_MS = 30_000;

/** The mark of a sender: off, asking for a person, silent so far, or well. */
function mark(source: Source): "FRESH" | "STALE" | "FAILING" | "SILENT" {
  if (!source.enabled) return "SILENT";
  if (source.silent || source.plainText) return "FAILING";
  return source.lastMessageAt ? "FRESH" : "STALE";
}

function State({ source }: { source: Source }) {
  const { t } = useSpeech();
  return (
    <>
      <span className={`dot dot-${mark(source)}`} aria-hidden="true" />
      {t(source.enabled ? "health.enabled" : "health.disabled")}
      {source.silent && <span className="bad block">{t("sources.silent", { n: source.silentAfter ?? 0 })}</span>}
      {source.keyEndsAt && <span className="bad block">{t("sources.keyEnds", { at: day(source.keyEndsAt) })}</span>}
      {source.enabled && source.plainText && <span className="bad block">{t("sources.plainText")}</span>}
    </>
  );
}

function Answers({ source }: { source: Source }) {
  const { t, language } = useSpeech();
  const figures = source.sinceStart;
  if (figures?.p50Millis === undefined || figures.p95Millis === undefined) return t("app.none");
  // Upper bounds of a histogram: more figures would claim what nobody measured.
  const ms = (n: number) => decimal(n < 10 ? n.toFixed(1) : String(Math.ceil(n)), language);
  return t("traffic.times", { p50: ms(figures.p50Millis), p95: ms(figures.p95Millis) });
}

function Row({ source }: { source: Source }) {
  const { t, code, language } = useSpeech();
  const me = useMe();
  const day = source.last24h;
  const answered = source.sinceStart?.p50Millis !== undefined;
  return (
    <tr>
      <th scope="row">
        {may(me, "CONFIGURE") ? (
          <Link to={{ page: "source", id: source.id }} className="cover">{source.name}</Link>
        ) : (
          source.name
        )}
        <span className="fine block">{code("senderKind", source.kind)}</span>
        <span className="fine block">{code("doorName", source.door)}</span>
        {source.sendingApplication && <span className="fine block mono">{[source.sendingApplication, source.sendingFacility].filter(Boolean).join(" · ")}</span>}
      </th>
      <td><State source={source} /></td>
      <td className="mono wrap" data-label={t("health.types")}>{[source.allowedTypes ?? []].flat().join(",").split(/,\s*/).join(", ")}</td>
      <td className="num" data-label={t("health.last")}>{source.lastMessageAt ? moment(source.lastMessageAt) : t("sources.noneToday")}</td>
      <td className="num" data-label={t("health.day")}>
        {day &&
          (["applied", "parked", "refused"] as const)
            .filter((part) => part === "applied" || day[part] > 0)
            .map((part) => (
              <span key={part} className={part === "applied" ? "block" : "block bad"}>
                {whole(day[part], language)} {t(`health.${part}`)}
              </span>
            ))}
      </td>
      <td data-label={t("sources.errors")} className={`num ${answered && source.sinceStart!.errorRate > 0 ? "bad" : ""}`}>
        {answered ? percent(source.sinceStart!.errorRate, language) : t("app.none")}
      </td>
      <td className="num" data-label={t("traffic.answers")}><Answers source={source} /></td>
    </tr>
  );
}

/** Every sender with how it stands; opening one shows its settings. */
export function SourcesPage() {
  const { t } = useSpeech();
  const me = useMe();
  const sources = useLoad("sources", (signal, background) => api.sources(signal, background), { everyMs: EVERY_MS });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("health.sources")}</h1>
        {may(me, "CONFIGURE") && <Link to={{ page: "source" }} className="button primary">{t("source.new")}</Link>}
        <Link to={{ page: "traffic" }} className="button">{t("desk.traffic")}</Link>
        {may(me, "IMPORT") && <Link to={{ page: "imports" }} className="button">{t("imports.title")}</Link>}
      </div>
      <p className="fine">{t("sources.intro")}</p>
      <Shown from={sources} rows={6}>
        {(all) => (
          <Listing
            none="health.noSources"
            columns={["health.source", "health.state", "health.types", "health.last", "health.day", "sources.errors", "traffic.answers"]}
            of={all}
          >
            {(source) => <Row key={source.id} source={source} />}
          </Listing>
        )}
      </Shown>
    </div>
  );
}
