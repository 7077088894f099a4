import { useState } from "react";
import type { Candidate, Unnamed } from "../api";
import { matching } from "../client.worklists";
import { moment } from "../format/time";
import { useSpeech } from "../lang";
import { may, useMe } from "../session";
import { Cards } from "./Cards";
import { Deciding } from "./Deciding";
import { nameOf } from "./DuplicatesSection";
import { SideBySide } from "./SideBySide";
import { usePages } from "./usePages";

/** People nobody has named yet, with who they may be. */
export function ProvisionalSection() {
  const { t } = useSpeech();
  const me = useMe();
  const pages = usePages("provisional", matching.provisional);
  const [asked, setAsked] = useState<{ unnamed: Unnamed; candidate: Candidate }>();
  const [done, setDone] = useState("");
  const close = () => {
    setAsked(undefined);
    pages.again();
  };
  const act = async (reason: string) => {
    await matching.merge(asked!.unnamed.side, asked!.candidate.side, reason);
    setDone(t("match.merged"));
    close();
  };
  return (
    <>
      <Cards pages={pages} intro="match.provisionalIntro" none="match.noProvisional" done={done} keyOf={(unnamed) => unnamed.side.id}>
        {(unnamed) => (
          <>
            <div className="card-head">
              <strong>{nameOf(unnamed.side, t("chart.noName"))}</strong>
              <span className="fine num">{moment(unnamed.since)}</span>
            </div>
            {unnamed.candidates.length === 0 && <p className="fine">{t("match.noProposal")}</p>}
            {unnamed.candidates.map((candidate) => (
              <div key={candidate.side.id} className="proposal">
                <SideBySide
                  left={{ person: unnamed.side.person, side: unnamed.side, title: t("find.provisional") }}
                  right={{ person: candidate.side.person, side: candidate.side, title: nameOf(candidate.side, t("chart.noName")) }}
                  facts={candidate.facts}
                  caption={t("match.compared")}
                />
                {may(me, "MATCH") && (
                  <div className="actions">
                    <button type="button" className="button" onClick={() => setAsked({ unnamed, candidate })}>
                      {t("match.isThis")}
                    </button>
                  </div>
                )}
              </div>
            ))}
          </>
        )}
      </Cards>
      {asked && (
        <Deciding title={t("match.mergeTitle")} act={t("match.merge")} onAct={act} onClose={close}>
          <p>
            {t("match.mergeText", {
              loser: nameOf(asked.unnamed.side, t("find.provisional")),
              survivor: nameOf(asked.candidate.side, t("chart.noName")),
            })}
          </p>
        </Deciding>
      )}
    </>
  );
}
