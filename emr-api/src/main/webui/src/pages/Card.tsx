import type { ReactNode } from "react";
import { useSpeech } from "../lang";
import { Link, type Section } from "../route";

/** One subject of the overview, with the way to all of it. */
export function Card({ title, to, id, className = "", children }: { title: string; to?: Section; id: string; className?: string; children: ReactNode }) {
  const { t } = useSpeech();
  return (
    <section className={`card ${className}`}>
      <div className="card-head">
        <h2>{title}</h2>
        {to && (
          <Link to={{ page: "patient", id, section: to }} aria-label={`${t("overview.all")}: ${title}`}>
            {t("overview.all")}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
