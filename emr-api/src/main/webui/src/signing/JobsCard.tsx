import { useState } from "react";
import { time } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { useLoad } from "../load";
import { signing } from "./api";
import { JobView } from "./JobView";
import { appOf, signedOf, type Job, type JobPart } from "./remote";
import type { ToSign } from "./useBatch";
import { useWords } from "./words";

function State({ of }: { of: Job }) {
  const { t, code } = useWords();
  const n = signedOf(of);
  if (of.state === "WAITING") return <span className="chip chip-warn">{t(of.asked ? "job.waitsPhone" : "job.toAsk")}</span>;
  if (of.state === "DONE") return <span className={n === of.items.length ? "chip chip-open" : "chip chip-warn"}>{t("job.count", { n, of: of.items.length })}</span>;
  return <span className="chip chip-warn">{of.state === "EXPIRED" && !of.asked ? t("job.noService") : code("jobState", of.state)}</span>;
}

interface Props {
  jobs: readonly Job[];
  named: (part: JobPart) => ToSign | undefined;
  onEnded: () => void;
  onAgain: (items: ToSign[]) => void;
}

/** What was asked for on the phone in the last hour: it goes on while people are elsewhere, and is found again here. */
export function JobsCard({ jobs, named, onEnded, onAgain }: Props) {
  const { t } = useWords();
  const [opened, setOpened] = useState<Job>();
  const keys = useLoad(opened ? "signing keys" : null, (signal) => signing.keys(signal));
  if (jobs.length === 0) return null;
  const app = appOf(keys.data?.keys.find(({ id }) => id === opened?.keyId));
  return (
    <section className="card signing-jobs" aria-label={t("job.title")}>
      <h2>{t("job.title")}</h2>
      <ul className="plain">
        {jobs.map((job) => (
          <li key={job.id}>
            <span className="num">{time(job.begunAt)}</span>
            <span>{t("job.items", { n: job.items.length })}</span>
            <State of={job} />
            <button type="button" className="button" aria-label={t("job.lookAt", { at: time(job.begunAt) })} onClick={() => setOpened(job)}>{t("job.look")}</button>
          </li>
        ))}
      </ul>
      {opened && (
        <Drawer kind="sheet" wide title={t("job.one", { at: time(opened.begunAt) })} onClose={() => setOpened(undefined)}>
          <JobView
            key={opened.id}
            job={opened}
            app={app}
            named={named}
            onEnded={onEnded}
            onAgain={(items) => {
              setOpened(undefined);
              onAgain(items);
            }}
          />
        </Drawer>
      )}
    </section>
  );
}
