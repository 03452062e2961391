package org.kapsurvey.analysis.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Looks through a workbook before the library sees it, in memory that does not grow with it: a small file can unpack to far
 * more than fits, a single cell can lie in a column so far
 * out that the empty cells before it do not fit, and a number can have so many digits that reading it does not end.
 */
final class WorkbookArchive {
    private static final int LAST_COLUMN = 16_384;
    private static final int LONGEST_CELL = 32_767;

    private WorkbookArchive() {}

    /**
     * Checks all parts.
     *
     * @return whether there is one of formats, which a workbook may lack: none of its numbers is a date then
     * @throws WorkbookTooLargeException if they unpack to more than {@code most} bytes
     * @throws IOException if this is no archive, a cell lies beyond the last column that a workbook can have, or holds more
     *     than a cell can
     */
    static boolean check(byte[] bytes, long most) throws IOException {
        long left = most;
        boolean formats = false;
        try (ZipFile zip = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                try (Counted part = new Counted(zip.getInputStream(entry), left)) {
                    look(part);
                    part.transferTo(OutputStream.nullOutputStream());
                    left = part.left;
                }
                if (entry.getName().equals("[Content_Types].xml")) {
                    byte[] types = zip.getInputStream(entry).readAllBytes();
                    formats = new String(types, StandardCharsets.UTF_8).contains(".styles+xml");
                }
            }
        }
        return formats;
    }

    /** Goes through a part as far as it is XML; what is none, the library will refuse or never open. */
    private static void look(Counted part) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(part);
            int digits = 0;
            boolean value = false;
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    digits = 0;
                    value = xml.getLocalName().equals("v");
                    if (xml.getLocalName().equals("c")) {
                        refuseFarColumn(xml.getAttributeValue(null, "r"));
                    }
                } else if (event == XMLStreamConstants.CHARACTERS && value) {
                    digits += xml.getTextLength();
                    if (digits > LONGEST_CELL) {
                        throw new IOException("a cell holds more than 32,767 characters");
                    }
                }
            }
            xml.close();
        } catch (XMLStreamException | RuntimeException notXml) {
            if (part.refused != null) {
                throw part.refused;
            }
        }
    }

    private static void refuseFarColumn(@Nullable String address) throws IOException {
        int column = 0;
        for (int i = 0; address != null && i < address.length() && !isDigit(address.charAt(i)); i++) {
            char sign = Character.toUpperCase(address.charAt(i));
            column = sign == '$' ? column : column * 26 + (sign - 'A' + 1);
            if (column < 0 || column > LAST_COLUMN) {
                throw new IOException("a cell lies beyond the last column");
            }
        }
    }

    private static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    /** Ends the reading when no byte is left of those that all parts may have together. */
    private static final class Counted extends FilterInputStream {
        private long left;
        /** Kept, because an XML parser wraps what its source throws. */
        private @Nullable IOException refused;

        Counted(InputStream in, long left) {
            super(in);
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                refused = new WorkbookTooLargeException();
                throw refused;
            }
        }
    }
}
