import { useState } from "react";
import type { Pair, Side } from "../api";
import { matching } from "../client.worklists";
import { moment } from "../format/time";
import { useSpeech } from "../lang";
import { may, useMe } from "../session";
import { Cards } from "./Cards";
import { Deciding } from "./Deciding";
import { SideBySide } from "./SideBySide";
import { usePages } from "./usePages";

export const nameOf = (side: Side, unknown: string) => side.person.name ?? unknown;

type Asked = { pair: Pair; what: "merge"; survivor: Side; loser: Side } | { pair: Pair; what: "distinct" };

/** People who may be one: the evidence beside each other, and a decision by a records clerk. */
export function DuplicatesSection() {
  const { t } = useSpeech();
  const me = useMe();
  const pages = usePages("duplicates", matching.duplicates);
  const [asked, setAsked] = useState<Asked>();
  const [done, setDone] = useState("");
  const decides = may(me, "MATCH");
  const act = async (reason: string) => {
    if (asked!.what === "merge") await matching.merge(asked!.loser, asked!.survivor, reason);
    else await matching.distinct(asked!.pair.one, asked!.pair.other, reason);
    setDone(t(asked!.what === "merge" ? "match.merged" : "match.toldApart"));
    setAsked(undefined);
    pages.again();
  };
  const title = (side: Side) => nameOf(side, t("chart.noName"));
  return (
    <>
      <Cards pages={pages} intro="match.duplicatesIntro" none="match.noDuplicates" done={done} keyOf={(pair) => `${pair.one.id} ${pair.other.id}`}>
        {(pair) => (
          <>
            <div className="card-head">
              <strong>{t(pair.evidence === "NUMBER" ? "match.byNumber" : "match.byName")}</strong>
              <span className="fine num">{moment(pair.foundAt)}</span>
            </div>
            <SideBySide
              left={{ person: pair.one.person, side: pair.one, title: `A · ${title(pair.one)}` }}
              right={{ person: pair.other.person, side: pair.other, title: `B · ${title(pair.other)}` }}
              facts={pair.facts}
              caption={t("match.compared")}
            />
            {decides && (
              <div className="actions" role="group" aria-label={t("match.decide")}>
                <button type="button" className="button" onClick={() => setAsked({ pair, what: "merge", survivor: pair.one, loser: pair.other })}>
                  {t("match.keepA")}
                </button>
                <button type="button" className="button" onClick={() => setAsked({ pair, what: "merge", survivor: pair.other, loser: pair.one })}>
                  {t("match.keepB")}
                </button>
                <button type="button" className="button" onClick={() => setAsked({ pair, what: "distinct" })}>
                  {t("match.distinct")}
                </button>
              </div>
            )}
          </>
        )}
      </Cards>
      {asked && (
        <Deciding
          title={t(asked.what === "merge" ? "match.mergeTitle" : "match.distinctTitle")}
          act={t(asked.what === "merge" ? "match.merge" : "match.distinct")}
          onAct={act}
          onClose={() => {
            setAsked(undefined);
            pages.again();
          }}
        >
          <p>
            {asked.what === "merge"
              ? t("match.mergeText", { loser: title(asked.loser), survivor: title(asked.survivor) })
              : t("match.distinctText", { one: title(asked.pair.one), other: title(asked.pair.other) })}
          </p>
        </Deciding>
      )}
    </>
  );
}
