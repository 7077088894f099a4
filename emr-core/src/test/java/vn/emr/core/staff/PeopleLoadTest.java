package vn.emr.core.staff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hold;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Networks;
import vn.emr.core.access.Passwords;
import vn.emr.core.access.Sessions;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.staff.PeopleLoad.Fault;
import vn.emr.core.staff.PeopleLoad.Tried;
import vn.emr.core.staff.PeopleLoad.Wrong;
import vn.emr.core.staff.StaffAccounts.OneTime;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

class PeopleLoadTest {
    private static final DatabaseAddress DATABASE = TestDatabase.fresh();
    private static final Passwords PASSWORDS = new Passwords();
    private final Hospital hospital = new Hospital(DATABASE);
    private final AuditTrail trail = new AuditTrail(hospital.database);
    private final Access access = new Access(hospital.database, trail);
    private final PeopleLoad load = new PeopleLoad(
            access,
            hospital.database,
            new StaffAccounts(access, hospital.database, trail, PASSWORDS, Clock.systemUTC()),
            new GivenRoles(trail, Clock.systemUTC()),
            PASSWORDS);
    private final String mark = Ids.next().toString().substring(24);
    private Caller admin;

    @BeforeEach
    void places() {
        admin = hospital.caller(hospital.account("quản-trị", "x", Role.IT_ADMIN), Role.IT_ADMIN);
        hospital.department("NOI");
        hospital.department("HSCC");
    }

    @Test
    void a_list_is_tried_without_a_trace_and_then_taken_whole_with_one_time_passwords_and_roles() {
        String csv = """
                \uFEFFname;username;departments;roles
                BS. Phan Quốc Bảo;bao-%s;NOI HSCC;DOCTOR HEAD_OF_DEPARTMENT
                ĐD. Đỗ Thị Lan;lan-%s;HSCC;NURSE
                Chưa có vai trò;khong-%s;;
                """.formatted(mark, mark, mark);
        Tried tried = load.tryLoad(admin, csv.getBytes(UTF_8));
        assertEquals(List.of(), tried.faults());
        assertEquals(
                new PeopleLoad.Person(
                        2,
                        "bao-" + mark,
                        "BS. Phan Quốc Bảo",
                        List.of("NOI", "HSCC"),
                        List.of("DOCTOR", "HEAD_OF_DEPARTMENT")),
                tried.people().getFirst());
        assertEquals(0, accounts());
        List<OneTime> made = load.load(admin, csv.getBytes(UTF_8));
        assertEquals(
                List.of("bao-" + mark, "lan-" + mark, "khong-" + mark),
                made.stream().map(OneTime::username).toList());
        assertTrue(made.getFirst().password().matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"), "it can be typed");
        Caller bao = new Sessions(hospital.database, trail, PASSWORDS, new Networks(Optional.empty()))
                .signIn("bao-" + mark, made.getFirst().password(), "a", "d", "r")
                .caller();
        assertEquals(Hold.NEW_PASSWORD, bao.hold());
        assertEquals(2, bao.roles().size());
        assertEquals(2, bao.departments().size());
        assertEquals(3, traced("ACCOUNT", "username: - -> %"));
        assertEquals(3, traced("RIGHTS", "role: - -> %"));
        for (OneTime one : made) {
            assertEquals(0, traced("ACCOUNT", "%" + one.password() + "%"), "no password is in the trace");
        }
        refused(Code.MALFORMED_FIELD, () -> load.load(admin, csv.getBytes(UTF_8)));
        assertEquals(3, accounts());
    }

    @Test
    void with_one_bad_line_nobody_is_made_and_every_bad_cell_is_named() {
        String csv = """
                username,name,facility,departments,roles
                tot-%1$s,Người Tốt,01001,NOI,DOCTOR
                quản-trị,Trùng Tên,01001,,
                tot-%1$s,Lặp Lại,01001,,
                có trắng,Sai Tên,01001,,
                ,,01001,,
                x-%1$s,Khoa Lạ,01001,KHONG,VUA
                y-%1$s,Cơ Sở Lạ,99999,NOI,
                z-%1$s,Nguyễn, Văn A,01001,,
                """.formatted(mark);
        Tried tried = load.tryLoad(admin, csv.getBytes(UTF_8));
        assertEquals(1, tried.people().size());
        assertEquals(
                List.of(
                        new Fault(3, "username", Wrong.TAKEN),
                        new Fault(4, "username", Wrong.REPEATED),
                        new Fault(5, "username", Wrong.NOT_A_USERNAME),
                        new Fault(6, "username", Wrong.MISSING),
                        new Fault(6, "name", Wrong.MISSING),
                        new Fault(7, "departments", Wrong.UNKNOWN),
                        new Fault(7, "roles", Wrong.UNKNOWN),
                        new Fault(8, "facility", Wrong.UNKNOWN)),
                tried.faults().subList(0, 8));
        assertEquals(9, tried.faults().get(8).line());
        Refusal refusal = assertThrows(Refusal.class, () -> load.load(admin, csv.getBytes(UTF_8)));
        assertEquals(Code.MALFORMED_FIELD, refusal.code());
        assertTrue(
                refusal.fields().contains("line 3: username"), refusal.fields().toString());
        assertEquals(0, accounts());
    }

    @Test
    void files_that_are_too_long_of_another_kind_or_in_another_text_are_refused() {
        StringBuilder many = new StringBuilder("username,name\n");
        for (int i = 0; i <= PeopleFile.MOST_PEOPLE; i++) {
            many.append("u").append(i).append(",Tên\n");
        }
        refused(Code.TOO_LARGE, () -> load.tryLoad(admin, many.toString().getBytes(UTF_8)));
        refused(Code.TOO_LARGE, () -> load.tryLoad(admin, new byte[256 * 1024 + 1]));
        refused(Code.REQUIRED_FIELD_MISSING, () -> load.tryLoad(admin, new byte[0]));
        refused(Code.REQUIRED_FIELD_MISSING, () -> load.tryLoad(admin, null));
        refused(Code.REQUIRED_FIELD_MISSING, () -> load.tryLoad(admin, "username,name\n".getBytes(UTF_8)));
        refused(Code.MALFORMED_FIELD, () -> load.tryLoad(admin, "username,password\na,b\n".getBytes(UTF_8)));
        refused(Code.MALFORMED_FIELD, () -> load.tryLoad(admin, "name\nTên\n".getBytes(UTF_8)));
        refused(
                Code.UNDECODABLE_TEXT,
                () -> load.tryLoad(admin, "username,name\na,Lê\n".getBytes(Charset.forName("windows-1258"))));
    }

    @Test
    void who_may_not_make_accounts_brings_no_list_and_it_is_traced() {
        Caller doctor = hospital.caller(hospital.account("bs", "x", Role.DOCTOR), Role.DOCTOR);
        int before = hospital.audits("REFUSED");
        refused(Code.FORBIDDEN, () -> load.tryLoad(doctor, "username,name\na,b\n".getBytes(UTF_8)));
        refused(Code.FORBIDDEN, () -> load.load(doctor, "username,name\na,b\n".getBytes(UTF_8)));
        assertEquals(before + 2, hospital.audits("REFUSED"));
        assertFalse(accounts() > 0);
    }

    private long accounts() {
        return hospital.database
                .first(
                        "select count(*) as n from account where tenant_id = ? and username like ?",
                        row -> row.number("n"),
                        hospital.tenant,
                        "%-" + mark)
                .orElseThrow();
    }

    private long traced(String kind, String changes) {
        return hospital.database
                .first(
                        "select count(*) as n from audit_event where tenant_id = ? and kind = ? and changes like ?",
                        row -> row.number("n"),
                        hospital.tenant,
                        kind,
                        changes)
                .orElseThrow();
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
