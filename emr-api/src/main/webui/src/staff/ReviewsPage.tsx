import { day, moment } from "../format/time";
import { Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link, NEXT } from "../route";
import { staff } from "./api";

/** The reviews of accounts that were closed, and by when the next one is. */
export function ReviewsPage() {
  const { t } = useSpeech();
  const reviews = useLoad("account reviews", (signal) => staff.reviews(signal));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("reviews.title")}</h1>
        <Link to={{ page: "reviews", id: NEXT }} className="button primary">{t("reviews.begin")}</Link>
        <Link to={{ page: "staff" }} className="button">{t("staff.all")}</Link>
      </div>
      <p className="fine">{t("reviews.intro")}</p>
      <Shown from={reviews}>
        {({ due, late, reviews: closed }) => (
          <>
            <p className={late ? "note note-problem" : "note"} role={late ? "alert" : undefined}>
              <span>{t(late ? "reviews.late" : "reviews.due", { at: day(due) })}</span>
            </p>
            <Listing none="reviews.none" columns={["reviews.at", "reviews.by", ["reviews.accounts", "right"], ["reviews.findings", "right"], "reviews.conclusion"]} of={closed}>
              {(one) => (
                <tr key={one.id}>
                  <th scope="row" className="num"><Link to={{ page: "reviews", id: one.id }} className="cover">{moment(one.at)}</Link></th>
                  <td data-label={t("reviews.by")}>{one.by}</td>
                  <td className="num right" data-label={t("reviews.accounts")}>{one.accounts}</td>
                  <td className="num right" data-label={t("reviews.findings")}>{one.findings}</td>
                  <td className="whole">{one.conclusion}</td>
                </tr>
              )}
            </Listing>
          </>
        )}
      </Shown>
    </div>
  );
}
