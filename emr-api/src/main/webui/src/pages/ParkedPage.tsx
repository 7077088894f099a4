import { useState } from "react";
import type { Applied, ParkedItem } from "../api";
import { api, type Problem } from "../client";
import { problemOf } from "../doing";
import { Dismiss } from "../desk/Dismiss";
import { nameOfPlace } from "../desk/names";
import { moment } from "../format/time";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { dictionaries, useSpeech, type Key } from "../lang";
import { told } from "../lang/told";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";

type Outcome = { busy: true } | { busy: false; answer?: Applied; problem?: Problem };

/** What to do about a message, in words that speak of named fields only where there are some. */
export function useNextStep() {
  const { t } = useSpeech();
  return (code: string | undefined, fields: string[] = []) => {
    const keys = [...(fields.length > 0 ? [`nextAt.${code}`] : []), `next.${code}`];
    return t((keys.find((key) => key in dictionaries.vi) ?? "next.other") as Key);
  };
}

/** The fields at fault, each as its format writes it; with its name where that is known. */
export function NamedFields({ of }: { of: string[] }) {
  const { t, language } = useSpeech();
  if (of.length === 0) return null;
  return (
    <span className="fine block">
      {t("parked.fields")}
      {of.map((field) => {
        const name = nameOfPlace(field, language);
        return (
          <span key={field}>
            {" "}
            <span className="mono">{field}</span>
            {name && ` (${name})`}
          </span>
        );
      })}
    </span>
  );
}

function Row({ item, outcome, onApply }: { item: ParkedItem; outcome?: Outcome; onApply?: () => void }) {
  const { t, code, language } = useSpeech();
  const next = useNextStep();
  const done = outcome && !outcome.busy ? outcome : undefined;
  return (
    <tr>
      <td className="num">{moment(item.receivedAt)}</td>
      <td>
        {item.source?.name}
        <span className="fine block">{item.door}</span>
      </td>
      <td>
        <span className="mono">{item.messageType}</span>
        <span className="fine block mono">{item.controlId}</span>
      </td>
      <td className="whole">
        <strong>{code("code", item.code)}</strong>
        {item.detail && <span className="block">{told(item.detail, language)}</span>}
        <NamedFields of={item.fields} />
      </td>
      <td className="whole">{next(item.code, item.fields)}</td>
      <td className="actions whole">
        <Link to={{ page: "message", id: item.inboundId }} className="button">
          {t("parked.open")}
        </Link>
        {onApply && done?.answer?.outcome !== "APPLIED" && (
          <button type="button" className="button primary" onClick={onApply} disabled={outcome?.busy}>
            {outcome?.busy ? t("parked.applying") : item.confirmable ? code("confirm", item.code) : t("parked.apply")}
          </button>
        )}
        {onApply && done?.answer?.outcome !== "APPLIED" && <Dismiss id={item.inboundId} />}
        {(item.attempts ?? 0) > 1 && <span className="fine block">{t("parked.attempts", { n: item.attempts! })}</span>}
        {done?.answer && (
          <span role="status" className={done.answer.outcome === "APPLIED" ? "good" : "bad"}>
            {done.answer.outcome === "APPLIED"
              ? t("parked.applied")
              : t("parked.still", { x: code("code", done.answer.code) || told(done.answer.detail ?? "", language) })}
          </span>
        )}
        {done?.problem && <ProblemNote problem={done.problem} />}
      </td>
    </tr>
  );
}

/** Messages received safely that wait for a person; no patient data is shown here. */
export function ParkedPage() {
  const { t } = useSpeech();
  const me = useMe();
  const first = useLoad("parked", (signal) => api.parked(undefined, signal));
  const [later, setLater] = useState<{ items: ParkedItem[]; next?: string }>();
  const [moreProblem, setMoreProblem] = useState<Problem>();
  const [outcomes, setOutcomes] = useState<Record<string, Outcome>>({});

  const apply = async ({ inboundId: id, confirmable, code }: ParkedItem) => {
    setOutcomes((all) => ({ ...all, [id]: { busy: true } }));
    let outcome: Outcome;
    try {
      outcome = { busy: false, answer: await api.apply(id, confirmable ? code : undefined) };
    } catch (cause) {
      outcome = { busy: false, problem: problemOf(cause) };
    }
    setOutcomes((all) => ({ ...all, [id]: outcome }));
  };
  const more = async (cursor: string) => {
    try {
      const page = await api.parked(cursor);
      setLater((held) => ({ items: [...(held?.items ?? []), ...page.items], next: page.next }));
      setMoreProblem(undefined);
    } catch (cause) {
      setMoreProblem(problemOf(cause));
    }
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("parked.title")}</h1>
        {first.data && <span className="fine">{t("parked.total", { n: first.data.total })}</span>}
        <Link to={{ page: "replays" }} className="button">{t("desk.replays")}</Link>
      </div>
      <p className="fine">{t("parked.intro")}</p>
      <Shown from={first} rows={6}>
        {(page) => {
          const items = [...page.items, ...(later?.items ?? [])];
          const next = later ? later.next : page.next;
          return (
            <>
              <Listing
                none="parked.none"
                columns={["parked.received", "parked.source", "parked.type", "parked.reason", "parked.next", "parked.action"]}
                of={items}
              >
                {(item) => (
                  <Row
                    key={item.inboundId}
                    item={item}
                    outcome={outcomes[item.inboundId]}
                    onApply={may(me, "PARKED_APPLY") ? () => void apply(item) : undefined}
                  />
                )}
              </Listing>
              {moreProblem && <ProblemNote problem={moreProblem} />}
              {next && (
                <button type="button" className="button load-more" onClick={() => void more(next)}>
                  {t("app.more")}
                </button>
              )}
            </>
          );
        }}
      </Shown>
    </div>
  );
}
