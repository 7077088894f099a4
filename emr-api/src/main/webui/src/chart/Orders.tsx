import { useState } from "react";
import type { Chart, Order } from "../api";
import { moment } from "../format/time";
import { Empty, From } from "../frame/states";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { may, useMe } from "../session";
import { MeansCode } from "./MeansCode";
import { CancelForm, OrderForm } from "./OrderForm";

const NEWEST = 6;
const ENDED = ["COMPLETED", "REPLACED", "DISCONTINUED", "CANCELLED", "REJECTED"];

/** How far an order placed here got, as long as its state does not say it. */
function sending(order: Order) {
  if (order.status === "REJECTED") return undefined;
  return order.sending === "SENT" && order.status !== "REQUESTED" ? undefined : order.sending;
}

function One({ order, patientId, onCancel }: { order: Order; patientId: string; onCancel?: () => void }) {
  const { t, code } = useSpeech();
  const urgent = order.priority && order.priority !== "R";
  const late = sending(order);
  const stopped = ["CANCELLED", "DISCONTINUED", "REPLACED"].includes(order.status);
  return (
    <li className={stopped ? "muted" : ""}>
      <span>
        {[order.text ?? order.code, ...(order.tests ?? [])].filter(Boolean).join(", ")}
        {urgent && <strong className="bad"> {code("priority", order.priority)}</strong>}
      </span>
      <MeansCode meaning={order.meaning} />
      <span className="fine block">
        <span className={order.status === "REJECTED" ? "bad" : ""}>{code("order", order.status)}</span>
        {late && <span className={late === "STOPPED" ? "bad" : ""}> · {code("sending", late)}</span>}
        {[order.statusReason, moment(order.ordered), order.requester, order.department ?? order.departmentCode, order.placerNumber && t("ordering.number", { x: order.placerNumber })]
          .filter(Boolean)
          .map((part) => ` · ${part}`)}
      </span>
      {[order.specimen, order.reason, order.clinicalInfo, ...(order.notes ?? [])].filter(Boolean).length > 0 && (
        <span className="fine block">
          {[order.specimen, order.reason, order.clinicalInfo, ...(order.notes ?? [])].filter(Boolean).join(" · ")}
        </span>
      )}
      {order.results?.map((result) => (
        <span key={result.reportId} className="block">
          <Link to={{ page: "patient", id: patientId, section: "reports", item: result.reportId }}>
            {[result.text, code("result", result.status)].filter(Boolean).join(" · ")}
          </Link>
        </span>
      ))}
      <From origin={order.origin} />{" "}
      {onCancel && order.placedHere && !ENDED.includes(order.status) && (
        <button type="button" className="link-button" onClick={onCancel} aria-label={`${t("ordering.cancel")}: ${order.text ?? order.code}`}>
          {t("ordering.cancel")}
        </button>
      )}
    </li>
  );
}

/** The orders of a chart with their state and results; doctors place and cancel them here. */
export function Orders({ chart, onChanged }: { chart: Chart; onChanged: () => void }) {
  const { t } = useSpeech();
  const me = useMe();
  const [placing, setPlacing] = useState(false);
  const [cancelling, setCancelling] = useState<Order>();
  const [all, setAll] = useState(false);
  const { orders = [], patient } = chart;
  const mayOrder = may(me, "ORDER_WRITE") && me.departments.length > 0 && !chart.mergedInto;
  const done = () => {
    setPlacing(false);
    setCancelling(undefined);
    onChanged();
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("overview.orders")}</h2>
        {mayOrder && (
          <button type="button" className="button" onClick={() => setPlacing(true)}>
            {t("ordering.new")}
          </button>
        )}
      </div>
      {orders.length === 0 ? (
        <Empty>{t("overview.noOrders")}</Empty>
      ) : (
        <ul className="items">
          {(all ? orders : orders.slice(0, NEWEST)).map((order) => (
            <One key={order.id} order={order} patientId={patient.id} onCancel={mayOrder ? () => setCancelling(order) : undefined} />
          ))}
        </ul>
      )}
      {!all && orders.length > NEWEST && (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          {t("ordering.more", { n: orders.length - NEWEST })}
        </button>
      )}
      {placing && <OrderForm patientId={patient.id} onClose={() => setPlacing(false)} onDone={done} />}
      {cancelling && <CancelForm patientId={patient.id} order={cancelling} onClose={() => setCancelling(undefined)} onDone={done} />}
    </section>
  );
}
