import { useState } from "react";
import type { PatientLink } from "../api";
import { matching } from "../client.worklists";
import { moment } from "../format/time";
import { useSpeech } from "../lang";
import { may, useMe } from "../session";
import { Cards } from "./Cards";
import { Deciding } from "./Deciding";
import { nameOf } from "./DuplicatesSection";
import { SideBySide } from "./SideBySide";
import { usePages } from "./usePages";

/** Merges that stand; a records clerk may take one back, and then both charts are as they were. */
export function LinksSection() {
  const { t } = useSpeech();
  const me = useMe();
  const pages = usePages("links", matching.links);
  const [asked, setAsked] = useState<PatientLink>();
  const [done, setDone] = useState("");
  const close = () => {
    setAsked(undefined);
    pages.again();
  };
  const act = async (reason: string) => {
    await matching.unmerge(asked!, reason);
    setDone(t("match.unmerged"));
    close();
  };
  return (
    <>
      <Cards pages={pages} intro="match.linksIntro" none="match.noLinks" done={done} keyOf={(link) => link.loser.id}>
        {(link) => (
          <>
            <div className="card-head">
              <strong>{t("match.linkOf", { loser: nameOf(link.loser, t("chart.noName")), survivor: nameOf(link.survivor, t("chart.noName")) })}</strong>
              <span className="fine num">{moment(link.at)}</span>
            </div>
            <p className="fine">{[link.by, link.why].filter(Boolean).join(" · ")}</p>
            <SideBySide
              left={{ person: link.survivor.person, side: link.survivor, title: t("match.survivor") }}
              right={{ person: link.loser.person, side: link.loser, title: t("match.loser") }}
              facts={link.facts}
              caption={t("match.compared")}
            />
            {may(me, "MATCH") && (
              <div className="actions">
                <button type="button" className="button" onClick={() => setAsked(link)}>
                  {t("match.unmerge")}
                </button>
              </div>
            )}
          </>
        )}
      </Cards>
      {asked && (
        <Deciding title={t("match.unmergeTitle")} act={t("match.unmerge")} onAct={act} onClose={close}>
          <p>{t("match.unmergeText")}</p>
        </Deciding>
      )}
    </>
  );
}
