package vn.emr.api.start;

import vn.emr.core.postgres.DatabaseUnusable;
import vn.emr.core.postgres.OpenDatabase;
import vn.emr.core.store.Database;
import vn.emr.core.store.StoreFault;

/** {@code ./emr dossier} prints what the running system says of itself for the file of its level; exit code 2: it cannot. */
public final class DossierCommand {
    private DossierCommand() {}

    /** See the class. */
    public static void main(String... args) {
        try {
            Settings settings = Settings.read(System.getenv());
            try (OpenDatabase open = settings.externalDatabase()
                    .map(OpenDatabase::at)
                    .orElseGet(() -> OpenDatabase.of(settings.dataDir()))) {
                System.out.print(Dossier.of(settings, new Database(open.connections())));
            }
        } catch (SettingsRefused | DatabaseUnusable | StoreFault e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
