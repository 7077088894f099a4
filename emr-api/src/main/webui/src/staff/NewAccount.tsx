import { useState } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { OneTimePassword } from "./AccountActs";
import { staff, type Choices, type OneTime } from "./api";

interface Props {
  choices: Choices;
  onMade: () => void;
  onClose: () => void;
}

/** Makes an account without a role; its one-time password is shown once. */
export function NewAccount({ choices, onMade, onClose }: Props) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [form, setForm] = useState({ username: "", displayName: "", facilityId: choices.facilities[0]?.id ?? "" });
  const [made, setMade] = useState<OneTime>();
  const put = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  return (
    <Drawer kind="sheet" title={t("acts.new")} onClose={onClose}>
      {made ? (
        <>
          <OneTimePassword made={made} />
          <p><Link to={{ page: "staff", id: made.accountId }} className="button primary">{t("acts.giveRole")}</Link></p>
        </>
      ) : (
        <form
          className="conditions staff-form"
          onSubmit={(event) => {
            event.preventDefault();
            void run(async () => {
              setMade(await staff.make({ ...form, username: form.username.trim(), displayName: form.displayName.trim() }));
              onMade();
            });
          }}
        >
          <label>{t("staff.name")}<input required maxLength={200} value={form.displayName} autoComplete="off" onChange={(e) => put({ displayName: e.target.value })} /></label>
          <label>{t("sign.user")}<input required maxLength={60} value={form.username} autoComplete="off" autoCapitalize="none" spellCheck={false} onChange={(e) => put({ username: e.target.value })} /></label>
          <label>
            {t("staff.facility")}
            <select value={form.facilityId} onChange={(e) => put({ facilityId: e.target.value })}>
              {choices.facilities.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
            </select>
          </label>
          {problem && <ProblemNote problem={problem} />}
          <button type="submit" className="button primary" disabled={busy || !form.username.trim() || !form.displayName.trim()}>{t("acts.new")}</button>
        </form>
      )}
    </Drawer>
  );
}
