package vn.emr.core.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Passwords;
import vn.emr.core.access.Secrets;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.organization.Account;
import vn.emr.core.organization.Accounts;
import vn.emr.core.organization.Department;
import vn.emr.core.organization.Departments;
import vn.emr.core.organization.Facilities;
import vn.emr.core.organization.Facility;
import vn.emr.core.organization.OrderableService;
import vn.emr.core.organization.OrderableServices;
import vn.emr.core.organization.SealedSettings;
import vn.emr.core.organization.Source;
import vn.emr.core.organization.SourceRegister;
import vn.emr.core.record.PersonName;
import vn.emr.core.setup.HospitalFile.AccountPart;
import vn.emr.core.setup.HospitalFile.DepartmentPart;
import vn.emr.core.setup.HospitalFile.FacilityPart;
import vn.emr.core.setup.HospitalFile.MadeCredential;
import vn.emr.core.setup.HospitalFile.MadePassword;
import vn.emr.core.setup.HospitalFile.RolePart;
import vn.emr.core.setup.HospitalFile.ServicePart;
import vn.emr.core.setup.HospitalFile.SourcePart;
import vn.emr.core.staff.GivenRoles;
import vn.emr.core.store.ManagedWork;

/** Writes a checked document into the administration nouns; runs inside the transaction of {@link Configuration}. */
@ApplicationScoped
class Import {
    private final Facilities facilities;
    private final Departments departments;
    private final SourceRegister sources;
    private final Accounts accounts;
    private final Passwords passwords;
    private final OrderableServices services;
    private final SourceTrace trace;
    private final AccountTrace accountTrace;
    private final Keyring keyring;
    private final SealedSettings sealed;
    private final GivenRoles givenRoles;
    private final ManagedWork work;

    @Inject
    Import(
            Facilities facilities,
            Departments departments,
            SourceRegister sources,
            Accounts accounts,
            Passwords passwords,
            OrderableServices services,
            SourceTrace trace,
            AccountTrace accountTrace,
            Keyring keyring,
            SealedSettings sealed,
            GivenRoles givenRoles,
            ManagedWork work) {
        this.facilities = facilities;
        this.departments = departments;
        this.sources = sources;
        this.accounts = accounts;
        this.passwords = passwords;
        this.services = services;
        this.trace = trace;
        this.accountTrace = accountTrace;
        this.keyring = keyring;
        this.sealed = sealed;
        this.givenRoles = givenRoles;
        this.work = work;
    }

    HospitalFile.Made apply(HospitalFile file, UUID tenantId, Actor who, boolean sample) {
        List<MadeCredential> credentials = new ArrayList<>();
        List<MadePassword> made = new ArrayList<>();
        int wards = 0;
        for (FacilityPart part : file.facilities()) {
            Facility facility = facility(tenantId, part);
            for (DepartmentPart ward : part.departments()) {
                department(facility, ward);
                wards++;
            }
        }
        for (int i = 0; i < file.sources().size(); i++) {
            source(tenantId, who, file.sources().get(i), "/sources/" + i).ifPresent(credentials::add);
        }
        for (int i = 0; i < file.accounts().size(); i++) {
            account(tenantId, who, file.accounts().get(i), "/accounts/" + i, sample, made);
        }
        file.services().forEach(service -> service(tenantId, service));
        return new HospitalFile.Made(
                file.facilities().size(),
                wards,
                credentials,
                made,
                file.sources().size(),
                file.accounts().size());
    }

    private Facility facility(UUID tenantId, FacilityPart part) {
        Facility facility = facilities
                .find("tenantId = ?1 and code = ?2", tenantId, part.code())
                .firstResult();
        boolean isNew = facility == null;
        if (isNew) {
            facility = new Facility();
            facility.id = Ids.next();
            facility.tenantId = tenantId;
            facility.code = part.code();
        }
        facility.name = part.name();
        facility.code13 = part.code13() == null ? facility.code13 : part.code13();
        if (isNew) {
            facilities.persist(facility);
        }
        return facility;
    }

    private void department(Facility facility, DepartmentPart part) {
        Department department = departments
                .find("facilityId = ?1 and code = ?2", facility.id, part.code())
                .firstResult();
        boolean isNew = department == null;
        if (isNew) {
            department = new Department();
            department.id = Ids.next();
            department.tenantId = facility.tenantId;
            department.facilityId = facility.id;
            department.code = part.code();
        }
        department.name = part.name();
        if (isNew) {
            departments.persist(department);
        }
    }

    private void service(UUID tenantId, ServicePart part) {
        OrderableService service = services.find("tenantId = ?1 and code = ?2", tenantId, part.code())
                .firstResult();
        boolean isNew = service == null;
        if (isNew) {
            service = new OrderableService();
            service.id = Ids.next();
            service.tenantId = tenantId;
            service.code = part.code();
        }
        service.codeSystem = part.codeSystem() == null ? "" : part.codeSystem();
        service.name = part.name();
        service.searchKey = PersonName.unaccented(part.name());
        service.category = part.category() == null ? "LAB" : part.category();
        service.specimen = part.specimen();
        if (isNew) {
            services.persist(service);
        }
    }

    private Optional<MadeCredential> source(UUID tenantId, Actor who, SourcePart part, String at) {
        Source source = sources.find("tenantId = ?1 and name = ?2", tenantId, part.name())
                .firstResult();
        boolean isNew = source == null;
        if (isNew) {
            source = SourceForm.begin(tenantId, part.name());
        }
        SourceTrace.Before before = isNew ? SourceTrace.NEW : trace.before(source);
        UUID place = part.facility() == null ? null : place(tenantId, part.facility(), at + "/facility").id;
        SourceForm.fill(source, part, place, sealed);
        if (isNew) {
            sources.persist(source);
        }
        Optional<MadeCredential> key = keyring.ofDescription(source, part, who);
        trace.write(source, who, before, key.isPresent());
        return key;
    }

    private void account(
            UUID tenantId, Actor who, AccountPart part, String at, boolean sample, List<MadePassword> made) {
        Account account = accounts.find("tenantId = ?1 and username = ?2", tenantId, part.username())
                .firstResult();
        boolean isNew = account == null;
        if (isNew) {
            account = new Account();
            account.id = Ids.next();
            account.tenantId = tenantId;
            account.username = part.username();
            account.createdAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        }
        AccountTrace.Standing before = isNew ? AccountTrace.NEW : accountTrace.of(account);
        Facility place = part.facility() == null ? null : place(tenantId, part.facility(), at + "/facility");
        account.facilityId = place == null ? null : place.id;
        account.displayName = part.displayName();
        account.enabled = part.enabled() == null || part.enabled();
        password(account, part, isNew, sample, made);
        if (isNew) {
            accounts.persist(account);
        }
        accountTrace.write(account, who, before);
        List<GivenRoles.Giving> roles =
                part.allRoles().stream().map(role -> giving(tenantId, role, at)).toList();
        UUID id = account.id;
        work.inside(t -> {
            givenRoles.make(t, who, tenantId, id, roles);
            return null;
        });
    }

    private GivenRoles.Giving giving(UUID tenantId, RolePart part, String at) {
        Facility place = part.facility() == null ? null : place(tenantId, part.facility(), at + "/facility");
        return new GivenRoles.Giving(
                part.role(),
                place == null ? null : place.id,
                wards(part, place, at),
                part.validFrom(),
                part.validUntil(),
                part.hours(),
                null);
    }

    /** A known account keeps its password in the sample, so that starting again does not undo a change. */
    private void password(Account account, AccountPart part, boolean isNew, boolean sample, List<MadePassword> made) {
        if (!isNew && (sample || part.password() == null)) {
            return;
        }
        String password = part.password() == null ? Secrets.next() : part.password();
        if (part.password() == null) {
            made.add(new MadePassword(part.username(), password));
        } else if (!sample) {
            passwords.profile().mustBeGood(password, part.username(), false);
        }
        account.passwordHash = passwords.hash(password);
        account.mustChange = !sample;
    }

    private HashSet<UUID> wards(RolePart part, Facility place, String at) {
        HashSet<UUID> ids = new HashSet<>();
        for (String code : part.departments()) {
            Department ward = place == null
                    ? null
                    : departments
                            .find("facilityId = ?1 and code = ?2", place.id, code)
                            .firstResult();
            if (ward == null) {
                throw new Refusal(Code.MALFORMED_FIELD, "no such department in the facility", at + "/departments");
            }
            ids.add(ward.id);
        }
        return ids;
    }

    private Facility place(UUID tenantId, String code, String at) {
        Facility facility =
                facilities.find("tenantId = ?1 and code = ?2", tenantId, code).firstResult();
        if (facility == null) {
            throw new Refusal(Code.MALFORMED_FIELD, "no facility with this code", at);
        }
        return facility;
    }
}
