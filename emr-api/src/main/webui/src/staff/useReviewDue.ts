import { day } from "../format/time";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { staff } from "./api";

const LOOK_AGAIN_MS = 300_000;

/** For those who review accounts: that the next review is due within two weeks, or late; else nothing. */
export function useReviewDue(): { late: boolean; words: string } | undefined {
  const { t } = useSpeech();
  const me = useMe();
  const { data } = useLoad(may(me, "ACCESS_REVIEW") ? "account review due" : null, (signal, background) => staff.reviewDue(signal, background), { everyMs: LOOK_AGAIN_MS });
  return data?.near ? { late: data.late, words: t(data.late ? "reviews.late" : "reviews.dueSoon", { at: day(data.due) }) } : undefined;
}
