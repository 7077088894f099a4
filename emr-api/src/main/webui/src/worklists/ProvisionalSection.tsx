import { useState } from "react";
import type { Candidate, Unnamed } from "../api";
import { matching } from "../client.worklists";
import { moment } from "../format/time";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { may, useMe } from "../session";
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
      <p className="fine">{t("match.provisionalIntro")}</p>
      <p role="status" className="good">{done}</p>
      <Shown from={pages.first} rows={6}>
        {() =>
          pages.items.length === 0 ? (
            <Empty>{t("match.noProvisional")}</Empty>
          ) : (
            <ul className="plain pairs">
              {pages.items.map((unnamed) => (
                <li key={unnamed.side.id} className="card">
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
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      {pages.problem && <ProblemNote problem={pages.problem} />}
      {pages.next && (
        <button type="button" className="button load-more" onClick={pages.more}>
          {t("app.more")}
        </button>
      )}
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
