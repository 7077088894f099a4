package vn.emr.api.demo;

import java.io.IOException;
import java.net.URI;

/** Loads a file of code mappings as a person does: signs in, sends it, signs out. */
final class CodePoster {
    private final URI server;

    CodePoster(URI server) {
        this.server = server;
    }

    /**
     * Loads the file; a second time it changes nothing.
     *
     * @throws IOException when the person is not let in or the file is not taken
     */
    void post(Hospital.Person person, String csv) throws IOException, InterruptedException {
        Sitting sitting = new Sitting(server, person);
        sitting.post("codes/mappings/file", "text/csv;charset=UTF-8", csv);
        sitting.signOut();
    }
}
