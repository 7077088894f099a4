import { useEffect, useState } from "react";
import type { Problem } from "../client";
import { problemOf } from "../doing";
import { whole } from "../format/values";
import { ProblemNote } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { Link } from "../route";
import { may, useMe } from "../session";
import { imports, type Fault, type ImportFile, type Reason } from "./api";

/** As many as the server gives at once. */
const PAGE = 100;
const name = (reason?: Reason) => (reason ? `${reason.outcome} ${reason.code}` : "");

function Rows({ of }: { of: Fault[] }) {
  const { t, code, language } = useSpeech();
  const me = useMe();
  return (
    <Table columns={["imports.item", "message.outcome", "parked.reason", "imports.place", "imports.said", "imports.message"]} of={of}>
      {(fault) => (
        <tr key={fault.item}>
          <th scope="row" className="num">{whole(fault.item, language)}</th>
          <td><span className={`chip chip-${fault.outcome.toLowerCase()}`}>{code("event", fault.outcome)}</span></td>
          <td>{code("code", fault.code)}</td>
          <td className="mono wrap">{fault.pointer}</td>
          <td className="wrap whole">{fault.detail && told(fault.detail, language)}</td>
          <td>
            {fault.inboundId && may(me, "MESSAGE_READ") && <Link to={{ page: "message", id: fault.inboundId }}>{t("parked.open")}</Link>}
            {fault.outcome === "PARKED" && may(me, "PARKED_READ") && <Link to={{ page: "parked" }} className="block">{t("imports.worklist")}</Link>}
          </td>
        </tr>
      )}
    </Table>
  );
}

/** Items that wait or were refused, of all reasons or of one. */
export function Faults({ of }: { of: ImportFile }) {
  const { t, code, language } = useSpeech();
  const [reason, setReason] = useState<Reason>();
  const [held, setHeld] = useState<{ faults: Fault[]; more: boolean }>();
  const [problem, setProblem] = useState<Problem>();
  const total = of.reasons.reduce((sum, one) => sum + one.items, 0);

  const read = async (before: Fault[], signal?: AbortSignal) => {
    try {
      const page = await imports.faults(of.id, reason, before.at(-1)?.item, signal);
      setHeld({ faults: [...before, ...page], more: page.length === PAGE });
      setProblem(undefined);
    } catch (cause) {
      if (!signal?.aborted) setProblem(problemOf(cause));
    }
  };
  useEffect(() => {
    const abort = new AbortController();
    void read([], abort.signal);
    return () => abort.abort();
    // Read anew with what is chosen, and while a file is judged with what came to it.
  }, [of.id, name(reason), total > PAGE ? 0 : total]);

  return (
    <section className="card table-card" aria-label={t("imports.faults")}>
      <div className="card-head">
        <h2>{t("imports.faults")}</h2>
        <a className="button" href={imports.csv(of.id)} download>{t("imports.csv")}</a>
      </div>
      <div className="buttons reasons" role="group" aria-label={t("imports.reasons")}>
        <button type="button" className="button" aria-pressed={!reason} onClick={() => setReason(undefined)}>
          {t("imports.all", { n: whole(total, language) })}
        </button>
        {of.reasons.map((one) => (
          <button key={name(one)} type="button" className="button" aria-pressed={name(one) === name(reason)} onClick={() => setReason(one)}>
            {`${code("event", one.outcome)} – ${code("code", one.code)} (${whole(one.items, language)})`}
          </button>
        ))}
      </div>
      {problem && <ProblemNote problem={problem} />}
      {held && <Rows of={held.faults} />}
      {held?.more && (
        <button type="button" className="button load-more" onClick={() => void read(held.faults)}>{t("app.more")}</button>
      )}
    </section>
  );
}
