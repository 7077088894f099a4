import { useId, useState, type FormEvent, type ReactNode } from "react";
import type { Order, Orderable } from "../api";
import { api } from "../client";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { useMe } from "../session";
import { MeansCode } from "./MeansCode";

const PRIORITIES = ["R", "A", "S"];

interface Layer {
  patientId: string;
  onClose: () => void;
  onDone: () => void;
}

/** Sends once, tells what went wrong and keeps what was typed. */
function useSending(onDone: () => void) {
  const { busy, problem, run } = useDoing();
  const send = async (work: () => Promise<void>) => (await run(work)) && onDone();
  return { busy, problem, send };
}

function Labelled({ text, hint, children }: { text: string; hint?: string; children: ReactNode }) {
  return (
    <label>
      {text}
      {children}
      {hint && <span className="fine block">{hint}</span>}
    </label>
  );
}

function Fields({ orderable, text, onText }: { orderable: Orderable; text: string; onText: (text: string) => void }) {
  const { t, code } = useSpeech();
  const me = useMe();
  const list = useId();
  const known = orderable.services.find((s) => s.text === text);
  return (
    <>
      <Labelled text={t("ordering.what")} hint={t("ordering.whatHint")}>
        <input name="text" list={list} value={text} onChange={(e) => onText(e.target.value)} maxLength={200} autoFocus required autoComplete="off" />
      </Labelled>
      <datalist id={list}>
        {orderable.services.map((s) => (
          <option key={s.code} value={s.text}>
            {[s.code, s.meaning && `${s.meaning.system} ${s.meaning.code}`].filter(Boolean).join(" · ")}
          </option>
        ))}
      </datalist>
      <MeansCode meaning={known?.meaning} />
      <Labelled text={t("ordering.priority")}>
        <select name="priority">
          {PRIORITIES.map((p) => (
            <option key={p} value={p}>
              {code("priority", p)}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled text={t("ordering.department")}>
        <select name="departmentId">
          {me.departments.map((d) => (
            <option key={d.id} value={d.id}>
              {d.name}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled text={t("ordering.specimen")}>
        <input key={known?.code ?? ""} name="specimen" defaultValue={known?.specimen ?? ""} maxLength={200} autoComplete="off" />
      </Labelled>
      <Labelled text={t("ordering.reason")}>
        <input name="reason" maxLength={200} autoComplete="off" />
      </Labelled>
      <Labelled text={t("ordering.clinical")}>
        <textarea name="clinicalInfo" rows={3} maxLength={2000} />
      </Labelled>
      {orderable.destinations.length > 1 && (
        <Labelled text={t("ordering.to")}>
          <select name="destinationId">
            {orderable.destinations.map((d) => (
              <option key={d.id} value={d.id}>
                {d.name}
              </option>
            ))}
          </select>
        </Labelled>
      )}
    </>
  );
}

/** A new order of a service of the catalogue, or in words. */
export function OrderForm({ patientId, onClose, onDone }: Layer) {
  const { t } = useSpeech();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<Key>();
  const { busy, problem, send } = useSending(onDone);
  const found = useLoad(`services ${text}`, (signal) => api.services(text, signal));
  const [last, setLast] = useState<Orderable>();
  if (found.data && found.data !== last) setLast(found.data);

  const submit = (event: FormEvent<HTMLFormElement>, orderable: Orderable) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const field = (name: string) => String(form.get(name) ?? "").trim();
    const service = orderable.services.find((s) => s.text === field("text"));
    setWrong(field("text") ? undefined : "ordering.missing");
    if (!field("text")) return;
    void send(() =>
      api.order(patientId, {
        departmentId: field("departmentId"),
        text: field("text"),
        priority: field("priority"),
        ...(service && { code: service.code, codeSystem: service.codeSystem, category: service.category }),
        ...(field("specimen") && { specimen: field("specimen") }),
        ...(field("reason") && { reason: field("reason") }),
        ...(field("clinicalInfo") && { clinicalInfo: field("clinicalInfo") }),
        ...(field("destinationId") && { destinationId: field("destinationId") }),
      }),
    );
  };

  return (
    <Drawer title={t("ordering.new")} onClose={onClose}>
      <Shown from={last ? { ...found, data: last, problem: undefined, loading: false } : found}>
        {(orderable) =>
          orderable.destinations.length === 0 ? (
            <p className="note note-stale">{t("ordering.nowhere")}</p>
          ) : (
            <form className="order-form" onSubmit={(event) => submit(event, orderable)} noValidate>
              {wrong && <p className="field-error" role="alert">{t(wrong)}</p>}
              {problem && <ProblemNote problem={problem} />}
              <Fields orderable={orderable} text={text} onText={setText} />
              <button type="submit" className="button primary" disabled={busy}>
                {t("ordering.place")}
              </button>
            </form>
          )
        }
      </Shown>
    </Drawer>
  );
}

/** Why an order is not wanted any more. */
export function CancelForm({ patientId, order, onClose, onDone }: Layer & { order: Order }) {
  const { t } = useSpeech();
  const { busy, problem, send } = useSending(onDone);
  const [reason, setReason] = useState("");
  return (
    <Drawer title={t("ordering.cancelTitle")} onClose={onClose}>
      <form
        className="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim()) void send(() => api.cancelOrder(patientId, order.id, order.version, reason.trim()));
        }}
      >
        <p>
          <strong>{order.text ?? order.code}</strong> {order.placerNumber && t("ordering.number", { x: order.placerNumber })}
        </p>
        {problem && <ProblemNote problem={problem} />}
        <Labelled text={t("ordering.cancelWhy")}>
          <input value={reason} onChange={(e) => setReason(e.target.value)} maxLength={200} autoFocus required autoComplete="off" />
        </Labelled>
        <button type="submit" className="button primary" disabled={busy || !reason.trim()}>
          {t("ordering.cancelDo")}
        </button>
      </form>
    </Drawer>
  );
}
