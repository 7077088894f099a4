import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { day } from "../format/time";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { disclosures, type Entry } from "./api";
import { useCodes } from "./words";

/** The register of requests for records in a time, in the order of its numbers, for paper. */
export function RegisterPage() {
  const { t, code } = useSpeech();
  const { list, proof } = useCodes();
  const { busy, problem, run } = useDoing();
  const [typed, setTyped] = useState({ from: "", until: "" });
  const [answer, setAnswer] = useState<{ entries: Entry[]; more: boolean }>();
  const from = typedDay(typed.from);
  const until = typedDay(typed.until);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (from && until) void run(async () => setAnswer(await disclosures.register(from, until)));
  };
  return (
    <div className="page register">
      <div className="page-head">
        <h1>{t("disclosure.register")}</h1>
        {answer && <button type="button" className="button screen-only" onClick={() => window.print()}><Icon name="print" />{t("audit.print")}</button>}
      </div>
      {answer && <p className="num">{t("disclosure.registerSpan", { from: typed.from, until: typed.until })}</p>}
      <form className="card conditions screen-only" onSubmit={ask}>
        <DateField label="disclosure.from" value={typed.from} onChange={(one) => setTyped({ ...typed, from: one })} />
        <DateField label="disclosure.to" value={typed.until} onChange={(one) => setTyped({ ...typed, until: one })} />
        <button type="submit" className="button primary" disabled={busy || !from || !until}>{t("audit.ask")}</button>
      </form>
      {problem && <ProblemNote problem={problem} />}
      {answer?.more && <p className="note note-stale"><span>{t("disclosure.registerMore")}</span></p>}
      {answer && (
        <Listing
          none="disclosure.none"
          columns={["disclosure.number", "disclosure.received", "disclosure.who", "disclosure.whose", "disclosure.form.purpose", "disclosure.form.forms", "disclosure.outcome", "disclosure.deliveries"]}
          of={answer.entries}
        >
          {(one) => (
            <tr key={one.number}>
              <th scope="row" className="num">{one.number}</th>
              <td className="num" data-label={t("disclosure.received")}>{day(one.receivedAt)}<span className="fine block">{one.takenInBy}</span></td>
              <td data-label={t("disclosure.who")}>{one.name}<span className="fine block">{[one.organization, code("requester", one.requester), proof(one.identity)].filter(Boolean).join(" · ")}</span></td>
              <td data-label={t("disclosure.whose")}>{one.patientName}<span className="fine block num">{one.patientNumber}</span></td>
              <td data-label={t("disclosure.form.purpose")}>{one.purpose}<span className="fine block">{one.basis}</span></td>
              <td data-label={t("disclosure.form.forms")}>{list("form", one.asked)}<span className="fine block">{t("disclosure.due")} {day(one.dueOn)}</span></td>
              <td data-label={t("disclosure.outcome")}>{code("disclosureState", one.state)}<span className="fine block">{[one.decidedBy, one.decidedAt && day(one.decidedAt)].filter(Boolean).join(" · ")}</span></td>
              <td className="whole">{one.given.map((given, index) => <span key={index} className="block">{[day(given.on), code("form", given.form), given.handedTo].join(" · ")}</span>)}</td>
            </tr>
          )}
        </Listing>
      )}
    </div>
  );
}
