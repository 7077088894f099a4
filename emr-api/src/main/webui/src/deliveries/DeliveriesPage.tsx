import { api } from "../client";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { NotTaken } from "./NotTaken";
import { Read } from "./Read";
import { Told } from "./Told";

const EVERY_MS = 15_000;

/** What goes out to systems that are told of changes, and the topics that come in; only what is set up is drawn. */
export function DeliveriesPage() {
  const { t } = useSpeech();
  const me = useMe();
  const told = useLoad("subscribers", (s, b) => api.subscribers(s, b), { everyMs: EVERY_MS });
  const read = useLoad("streams", (s, b) => api.streams(s, b), { everyMs: EVERY_MS });
  const refused = (told.data ?? []).some((one) => one.parked > 0) && may(me, "PARKED_READ");
  const notTaken = useLoad(refused ? "not taken" : null, (s, b) => api.notTaken(s, b), { everyMs: EVERY_MS });
  return (
    <div className="page">
      <p>
        <Link to={{ page: "health" }}>← {t("health.title")}</Link>
      </p>
      <h1>{t("deliveries.title")}</h1>
      <p className="fine">{t("deliveries.intro")}</p>
      <Shown from={told}>{(all) => all.length > 0 && <Told of={all} />}</Shown>
      {notTaken.problem && <ProblemNote problem={notTaken.problem} />}
      {(notTaken.data?.length ?? 0) > 0 && <NotTaken of={notTaken.data!} onSent={notTaken.reload} />}
      <Shown from={read}>{(all) => all.length > 0 && <Read of={all} />}</Shown>
      {told.data?.length === 0 && read.data?.length === 0 && <Empty>{t("deliveries.none")}</Empty>}
    </div>
  );
}
