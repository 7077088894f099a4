package vn.emr.api.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import vn.emr.core.signature.trial.TrialAuthority;

/** The keys that the people of the sample sign with: each registers the own file, as people do on their own page. */
final class KeyPoster {
    private final URI server;
    private final Path dataDir;

    /** @param dataDir of the server, where its demo keeps the files */
    KeyPoster(URI server, Path dataDir) {
        this.server = server;
        this.dataDir = dataDir;
    }

    /**
     * Registers what is not registered yet.
     *
     * @throws IOException when somebody is not let in or a file is not taken
     */
    void post(Hospital hospital) throws IOException, InterruptedException {
        for (Hospital.Person person : hospital.accounts()) {
            Path file = SampleAuthority.keyOf(dataDir, person.username());
            if (Files.exists(file)) {
                Sitting sitting = new Sitting(server, person);
                if (own(sitting) == null) {
                    sitting.post("signing/keys", Map.of("file", Files.readAllBytes(file), "pin", TrialAuthority.PIN));
                }
                sitting.signOut();
            }
        }
    }

    /** The id of the person's own key; null: none. */
    static String own(Sitting who) throws IOException, InterruptedException {
        for (JsonNode key : who.get("signing/keys").path("keys")) {
            if (key.has("accountId")) {
                return key.get("id").asText();
            }
        }
        return null;
    }
}
