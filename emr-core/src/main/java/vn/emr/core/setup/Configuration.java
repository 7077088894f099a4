package vn.emr.core.setup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.organization.Account;
import vn.emr.core.organization.Accounts;
import vn.emr.core.organization.Department;
import vn.emr.core.organization.Departments;
import vn.emr.core.organization.Facilities;
import vn.emr.core.organization.Facility;
import vn.emr.core.organization.OrderableServices;
import vn.emr.core.organization.Source;
import vn.emr.core.organization.SourceKeyRegister;
import vn.emr.core.organization.SourceRegister;
import vn.emr.core.organization.Tenant;
import vn.emr.core.organization.Tenants;
import vn.emr.core.setup.HospitalFile.AccountPart;
import vn.emr.core.setup.HospitalFile.DepartmentPart;
import vn.emr.core.setup.HospitalFile.FacilityPart;
import vn.emr.core.setup.HospitalFile.RolePart;
import vn.emr.core.setup.HospitalFile.ServicePart;
import vn.emr.core.setup.HospitalFile.TenantPart;
import vn.emr.core.staff.GivenRoles;
import vn.emr.core.store.ManagedTrail;
import vn.emr.core.store.ManagedWork;

/** Imports and exports the configuration of a hospital: all or nothing, with its trace in the same transaction. */
@ApplicationScoped
public class Configuration {
    private final Tenants tenants;
    private final Facilities facilities;
    private final Departments departments;
    private final SourceRegister sources;
    private final SourceKeyRegister keys;
    private final Accounts accounts;
    private final OrderableServices services;
    private final GivenRoles givenRoles;
    private final ManagedWork work;
    private final Import importing;
    private final ManagedTrail trail;

    @Inject
    Configuration(
            Tenants tenants,
            Facilities facilities,
            Departments departments,
            SourceRegister sources,
            SourceKeyRegister keys,
            Accounts accounts,
            OrderableServices services,
            GivenRoles givenRoles,
            ManagedWork work,
            Import importing,
            ManagedTrail trail) {
        this.tenants = tenants;
        this.facilities = facilities;
        this.departments = departments;
        this.sources = sources;
        this.keys = keys;
        this.accounts = accounts;
        this.services = services;
        this.givenRoles = givenRoles;
        this.work = work;
        this.importing = importing;
        this.trail = trail;
    }

    /**
     * Applies a document: makes what is new, changes what it names, leaves the rest.
     *
     * @param sample the sample hospital: its passwords and keys are public and taken as they are
     * @throws vn.emr.core.Refusal MALFORMED_FIELD or REQUIRED_FIELD_MISSING with JSON pointers
     */
    @Transactional
    public HospitalFile.Made apply(HospitalFile file, UUID tenantId, Actor who, boolean sample) {
        Checks.check(file, sample);
        HospitalFile.Made made = importing.apply(file, tenantId, who, sample);
        String counts = "facilities %d, departments %d, sources %d, accounts %d, new credentials %d, new passwords %d"
                .formatted(
                        made.facilities(),
                        made.departments(),
                        made.sources(),
                        made.accounts(),
                        made.credentials().size(),
                        made.passwords().size());
        trail.append(event(tenantId, who, "IMPORT", counts));
        return made;
    }

    /** The configuration as a document that {@link #apply} takes again; without any secret. */
    @Transactional
    public HospitalFile export(UUID tenantId, Actor who) {
        Tenant tenant = tenants.findById(tenantId);
        List<Facility> places = facilities.list("tenantId = ?1 order by code", tenantId);
        List<Department> wards = departments.list("tenantId = ?1 order by code", tenantId);
        List<Source> senders = sources.list("tenantId = ?1 order by name", tenantId);
        List<Account> people = accounts.list("tenantId = ?1 order by username", tenantId);
        Map<UUID, List<GivenRoles.Giving>> given = work.inside(t -> givenRoles.all(t, tenantId));
        Set<UUID> withKeys =
                keys.find("tenantId = ?1 and revokedAt is null and expiresAt > ?2", tenantId, Instant.now()).stream()
                        .map(key -> key.sourceId)
                        .collect(Collectors.toSet());
        trail.append(event(tenantId, who, "EXPORT", null));
        return new HospitalFile(
                null,
                new TenantPart(tenant.code, tenant.name),
                places.stream().map(f -> part(f, wards)).toList(),
                senders.stream()
                        .map(s -> SourceForm.part(s, code(s.facilityId, places), withKeys.contains(s.id), null))
                        .toList(),
                people.stream()
                        .map(a -> part(a, given.getOrDefault(a.id, List.of()), places, wards))
                        .toList(),
                services.list("tenantId = ?1 order by code", tenantId).stream()
                        .map(s -> new ServicePart(s.code, s.codeSystem, s.name, s.category, s.specimen))
                        .toList());
    }

    /** Makes the tenant of a new installation. */
    @Transactional
    public UUID tenant(String code, String name) {
        return tenants.find("code", code).firstResultOptional().map(t -> t.id).orElseGet(() -> {
            Tenant tenant = new Tenant();
            tenant.id = Ids.next();
            tenant.code = code;
            tenant.name = name;
            tenants.persist(tenant);
            return tenant.id;
        });
    }

    private static FacilityPart part(Facility facility, List<Department> all) {
        List<DepartmentPart> own = all.stream()
                .filter(d -> d.facilityId.equals(facility.id))
                .map(d -> new DepartmentPart(d.code, d.name))
                .toList();
        return new FacilityPart(facility.code, facility.code13, facility.name, own);
    }

    private static AccountPart part(
            Account a, List<GivenRoles.Giving> given, List<Facility> places, List<Department> wards) {
        List<RolePart> roles =
                given.stream().map(giving -> part(giving, places, wards)).toList();
        return new AccountPart(
                a.username, null, a.displayName, null, code(a.facilityId, places), null, a.enabled, null, roles);
    }

    private static RolePart part(GivenRoles.Giving giving, List<Facility> places, List<Department> wards) {
        List<String> departments = wards.stream()
                .filter(d -> giving.departments().contains(d.id))
                .map(d -> d.code)
                .toList();
        return new RolePart(
                giving.role(),
                code(giving.facilityId(), places),
                departments,
                giving.validFrom(),
                giving.validUntil(),
                giving.hours());
    }

    private static String code(UUID facilityId, List<Facility> places) {
        return places.stream()
                .filter(f -> f.id.equals(facilityId))
                .map(f -> f.code)
                .findFirst()
                .orElse(null);
    }

    private static AuditEvent event(UUID tenantId, Actor who, String what, String detail) {
        return new AuditEvent(
                Ids.next(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                tenantId,
                Kind.CONFIGURATION,
                true,
                who,
                null,
                null,
                what,
                null,
                null,
                null,
                detail);
    }
}
