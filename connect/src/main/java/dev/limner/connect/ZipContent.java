package dev.limner.connect;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipFile;

/// The content of a file in a ZIP, which is closed with it.
final class ZipContent extends FilterInputStream {
    private final ZipFile zip;

    ZipContent(InputStream content, ZipFile zip) {
        super(content);
        this.zip = zip;
    }

    @Override
    public void close() throws IOException {
        super.close();
        zip.close();
    }
}
