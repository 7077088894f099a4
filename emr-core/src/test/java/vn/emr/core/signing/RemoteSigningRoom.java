package vn.emr.core.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.access.Behalf;
import vn.emr.core.access.Caller;
import vn.emr.core.signature.remote.HeldKey;
import vn.emr.core.signature.remote.VnptSp769Service;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.signing.Signing.Item;

/** A ward whose doctor has a key at a signing service, and this server over it; begun anew, the server remembers nothing but its database. */
final class RemoteSigningRoom implements AutoCloseable {
    static final String DOCTOR = "001090012345";

    final SigningRoom room;
    final VnptSp769Service service;
    final SigningKeys.Key key;
    final UUID serviceId;
    SigningServices services;
    private SigningJobRunner runner;
    SigningJobs jobs;

    RemoteSigningRoom(SigningRoom room) throws GeneralSecurityException, IOException {
        this.room = room;
        this.service = new VnptSp769Service(Map.of(DOCTOR, held(room, "BS Trần Thị Mẫu")), room.clock);
        start();
        serviceId = services.add(
                        room.admin,
                        new SigningServices.Adding(
                                "SmartCA",
                                Map.of(
                                        "kind",
                                        "vnpt-sp769",
                                        "address",
                                        service.settings().base().toString(),
                                        "client",
                                        VnptSp769Service.CLIENT,
                                        "password",
                                        VnptSp769Service.PASSWORD,
                                        "time-limit",
                                        "2")))
                .services()
                .getFirst()
                .id();
        RemoteKeys keys = keys();
        String credential = keys.credentials(room.doctor, serviceId, new RemoteKeys.Person(DOCTOR, null))
                .credentials()
                .getFirst()
                .credentialId();
        key = keys.register(room.doctor, serviceId, new RemoteKeys.Registering(DOCTOR, null, credential, null));
    }

    RemoteKeys keys() {
        return new RemoteKeys(room.access, services, room.register, room.sealed);
    }

    /** As after a restart. */
    void start() {
        if (services != null) {
            runner.stop();
            services.close();
        }
        services = new SigningServices(room.access, room.hospital.database, room.trail, room.sealed, room.clock);
        JobItems items = new JobItems(
                room.access,
                room.hospital.database,
                room.documents,
                room.signing,
                room.patientSeals,
                room.kept,
                room.trusted,
                room.pades,
                room.blobs,
                room.clock);
        runner = new SigningJobRunner(
                room.hospital.database,
                new Behalf(room.hospital.database, room.clock),
                room.keys,
                services,
                keys(),
                items,
                null,
                room.clock);
        jobs = new SigningJobs(
                room.access,
                room.signers,
                room.hospital.database,
                room.keys,
                room.signing,
                items,
                room.patientSeals,
                runner,
                room.clock);
    }

    private static HeldKey held(SigningRoom room, String name) throws GeneralSecurityException, IOException {
        var issued = room.authority.issue(name, "Bệnh viện Thử", "Khoa Nội");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(issued.pkcs12()), TrialAuthority.PIN.toCharArray());
        PrivateKey key = (PrivateKey) store.getKey(store.aliases().nextElement(), TrialAuthority.PIN.toCharArray());
        return new HeldKey(issued.certificate().getSerialNumber().toString(16), key, issued.chain());
    }

    SigningJobs.Begun begin(Caller caller, Item... items) {
        return jobs.begin(caller, new Signing.Batch(key.id(), null, Arrays.asList(items)));
    }

    /** Nothing more is asked of the service. */
    void end() {
        services.end(room.admin, serviceId);
    }

    SigningJobs.Job step(SigningJobs.Job job) {
        runner.advance(job.id());
        return jobs.one(room.doctor, job.id());
    }

    static List<String> outcomes(SigningJobs.Job job) {
        return job.items().stream().map(SigningJobs.Part::outcome).toList();
    }

    @Override
    public void close() {
        runner.stop();
        services.close();
        service.close();
    }
}
