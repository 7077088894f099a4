import { day, moment } from "../format/time";
import { useSpeech } from "../lang";
import type { Whole } from "./api";
import { useCodes } from "./words";

/** What is printed: the receipt with the day of the answer, in Vietnamese with the language of the page for its codes. */
export function Receipt({ whole }: { whole: Whole }) {
  const { t, code } = useSpeech();
  const { list, proof } = useCodes();
  const version = whole.versions[0]!;
  const { form } = version;
  const rows: [string, string | undefined][] = [
    [t("disclosure.number"), whole.number],
    [t("disclosure.received"), moment(whole.receivedAt)],
    [t("disclosure.form.name"), form.name],
    [t("disclosure.form.requester"), code("requester", form.requester)],
    [t("disclosure.form.organization"), form.organization],
    [t("disclosure.identity"), proof(form.identity)],
    [t("disclosure.mandate"), proof(form.mandate)],
    [t("disclosure.whose"), [whole.patientName, whole.patientNumber].filter(Boolean).join(" · ")],
    [t("disclosure.basis"), version.basis],
    [t("disclosure.form.purpose"), form.purpose],
    [t("disclosure.form.forms"), list("form", form.forms)],
    [t("disclosure.form.scope"), form.scope],
    [t("disclosure.due"), day(whole.dueOn)],
  ];
  return (
    <section className="print-only receipt">
      <p>{whole.facility}</p>
      <h1>{t("disclosure.receipt")}</h1>
      <table>
        <tbody>
          {rows.filter(([, value]) => value).map(([name, value]) => <tr key={name}><th scope="row">{name}</th><td>{value}</td></tr>)}
        </tbody>
      </table>
      {whole.deliveries.map((one) => (
        <p key={one.step}>{t("disclosure.receiptGiven", { what: `${code("form", one.form)}: ${one.what}`, to: one.handedTo, at: moment(one.recordAt) })}</p>
      ))}
      <div className="signatures">
        <p>{t("disclosure.signAsker")}</p>
        <p>{t("disclosure.signClerk", { day: day(new Date().toISOString()) })}</p>
      </div>
    </section>
  );
}
