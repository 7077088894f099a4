import type { ReactNode } from "react";
import { moment } from "../format/time";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import type { LivingSession } from "./api";

interface Props {
  of: LivingSession[];
  note?: (session: LivingSession) => string | undefined;
  act?: (session: LivingSession) => ReactNode;
}

/** Where somebody is signed in, since when, and when they last did something. */
export function SessionTable({ of, note, act }: Props) {
  const { t } = useSpeech();
  return (
    <Table label={t("account.sessions")} columns={["account.address", "account.started", "account.seen"]} of={of}>
      {(session) => (
        <tr key={session.id}>
          <th scope="row"><span className="mono">{session.address ?? t("app.none")}</span>{note?.(session) && <span className="fine block">{note(session)}</span>}</th>
          <td className="num" data-label={t("account.started")}>{moment(session.startedAt)}</td>
          <td className="num" data-label={t("account.seen")}>{moment(session.seenAt)}</td>
          {act && <td>{act(session)}</td>}
        </tr>
      )}
    </Table>
  );
}
