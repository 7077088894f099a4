package vn.emr.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.testing.Role;

class OwnSessionsTest extends SecondStep {
    private final OwnSessions own = new OwnSessions(hospital.database, trail, sessions, clock);

    @Test
    void one_forgotten_session_or_all_others_are_ended_and_nobody_elses() {
        String name = account(Role.DOCTOR);
        Caller here = signIn(sessions, name, INSIDE);
        Caller ward = signIn(sessions, name, "10.1.2.4");
        Caller home = signIn(sessions, name, OUTSIDE);
        Caller colleague = signIn(sessions, account(Role.DOCTOR), INSIDE);
        List<OwnSessions.Living> all = own.list(here);
        assertEquals(3, all.size());
        assertTrue(all.stream().anyMatch(one -> OUTSIDE.equals(one.address())));
        assertEquals(0, own.end(here, colleague.sessionId()), "a colleague's is not one's own");
        assertTrue(alive(colleague));
        assertEquals(1, own.end(here, ward.sessionId()));
        assertFalse(alive(ward));
        assertTrue(alive(home));
        assertEquals(1, own.end(here, null));
        assertFalse(alive(home));
        assertTrue(alive(here));
        assertEquals("sessions ended: 1", lastTraced("SIGN_OUT", here.id()));
    }

    @Test
    void before_the_code_is_given_nobody_is_told_where_a_person_is_signed_in() {
        String name = account(Role.DOCTOR);
        enrolled(signIn(sessions, name, INSIDE));
        Caller held = signIn(sessions, name, INSIDE);
        refused(Code.SECOND_FACTOR, () -> own.list(held));
        refused(Code.SECOND_FACTOR, () -> own.end(held, null));
    }

    private boolean alive(Caller caller) {
        return sessions.caller(caller.sessionId(), caller.id(), false, INSIDE, "r")
                .isPresent();
    }
}
