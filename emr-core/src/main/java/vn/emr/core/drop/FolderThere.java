package vn.emr.core.drop;

import java.io.IOException;
import java.nio.file.Path;

/** A folder of an SFTP server: copies of its file are claimed over there. */
record FolderThere(SftpConnection connection) implements Handoff.Place {
    @Override
    public Handoff.Looks looks(String name) throws IOException {
        SftpConnection.Entry entry = connection.entry(name);
        return entry == null || entry.size() > SftpDrop.LARGEST_FILE
                ? null
                : new Handoff.Looks(entry.modifiedSeconds(), entry.size());
    }

    @Override
    public void copy(String name, Path to) throws IOException {
        connection.fetch(name, to, SftpDrop.LARGEST_FILE);
    }

    @Override
    public void take(Path copy, String as) throws IOException {
        connection.send(copy, SftpDrop.WORKING + "/" + as);
    }
}
