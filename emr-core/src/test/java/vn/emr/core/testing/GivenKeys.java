package vn.emr.core.testing;

import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Secrets;
import vn.emr.core.store.Database;

/** Keys of sending systems for tests, put into the database as they are. */
public final class GivenKeys {
    private static final String[] ALL = {"notices:send", "claims:send", "imports:send", "changes:read"};

    private GivenKeys() {}

    /** A new key of a source, valid for an hour, with these scopes or with all of them. */
    public static String give(Database database, UUID source, String... scopes) {
        String credential = Secrets.nextSourceCredential();
        put(database, source, credential, scopes);
        return credential;
    }

    /** The same with a key that is known already; returns its id. */
    public static UUID put(Database database, UUID source, String credential, String... scopes) {
        UUID id = Ids.next();
        database.update(
                """
                insert into source_key (id, tenant_id, source_id, name, sha256, ending, scopes, created_at, valid_from, expires_at)
                select ?, tenant_id, id, 'Máy chủ thử', ?, ?, ?, now(), now(), now() + interval '1 hour'
                from source where id = ?
                """,
                id,
                Secrets.sha256(credential),
                credential.substring(credential.length() - 4),
                scopes.length == 0 ? ALL : scopes,
                source);
        return id;
    }
}
