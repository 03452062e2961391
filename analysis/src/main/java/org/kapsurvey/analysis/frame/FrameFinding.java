package org.kapsurvey.analysis.frame;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.jvm.Sentence;
import org.kapsurvey.questionnaire.value.Days;

/** The one list of what can be found in a frame's files: what is wrong and what to do, in Vietnamese and in English. */
public enum FrameFinding {
    FILE_ABSENT(
            "Không có tệp này.",
            "Kiểm tra tên tệp trong frame.json và chọn đủ các tệp.",
            "The file is not there.",
            "Correct its name in frame.json, or give the file too."),
    FILE_UNREADABLE(
            "Không đọc được tệp ({0}).",
            "Kiểm tra quyền đọc tệp.", "The file can't be read ({0}).", "Check its rights."),
    NOT_A_WORKBOOK(
            "Không đọc được tệp này như sổ tính XLSX: tệp trống, bị hỏng hoặc thuộc loại khác.",
            "Mở tệp bằng Excel hoặc LibreOffice, lưu lại ở dạng .xlsx và không đặt mật khẩu; tệp CSV thì phải có đuôi .csv.",
            "The file can't be read as an XLSX workbook: it is empty, broken or of another kind.",
            "Open it in Excel or LibreOffice and save it as .xlsx, without a password; a CSV file must end in .csv."),
    FILE_KIND(
            "Tệp phải có đuôi .csv hoặc .xlsx.",
            "Lưu tệp dưới dạng CSV UTF-8 hoặc XLSX.",
            "The file must end in .csv or .xlsx.",
            "Save it as CSV UTF-8 or as XLSX."),
    FILE_TOO_LARGE(
            "Tệp quá lớn: khi mở ra có hơn {0} MB.",
            "Chia tệp thành nhiều tệp nhỏ hơn.",
            "The file is too large: unpacked it has more than {0} MB.",
            "Part it into several files."),
    NOT_UTF8(
            "Dòng này không phải mã UTF-8.",
            "Lưu tệp dưới dạng \"CSV UTF-8\"; mã khác làm mất chữ tiếng Việt.",
            "This line is not UTF-8.",
            "Save the file as \"CSV UTF-8\"; other encodings lose Vietnamese letters."),
    NOT_CSV(
            "Không tách được dòng này thành các ô: dấu ngoặc kép mở hoặc đóng sai.",
            "Đóng mọi dấu ngoặc kép và viết hai dấu ngoặc kép cho mỗi dấu nằm trong ô.",
            "This row can't be parted into cells: a quote opens or closes in the wrong place.",
            "Close every quoted cell and double the quotes inside."),
    RAGGED_ROW(
            "Dòng có {0} ô, nhưng dòng tiêu đề có {1} cột.",
            "Đặt ô có chứa dấu phân cách trong dấu ngoặc kép.",
            "The row has {0} cells, the header has {1}.",
            "Quote cells that hold the sign that parts the columns."),
    SHEET_UNKNOWN(
            "Không có trang tính \"{0}\". Các trang tính: {1}.",
            "Sửa \"sheet\" trong frame.json.",
            "There is no sheet \"{0}\". Sheets: {1}.",
            "Correct \"sheet\" in frame.json."),
    SHEET_UNNAMED(
            "Tệp có nhiều trang tính: {0}.",
            "Ghi \"sheet\" trong frame.json để chọn một trang tính.",
            "The workbook has several sheets: {0}.",
            "Name one of them as \"sheet\" in frame.json."),
    NO_HEADER(
            "Dòng {0} phải là dòng tiêu đề, nhưng trống hoặc không có.",
            "Ghi tên các cột vào dòng đó, hoặc sửa \"headerRow\" trong frame.json.",
            "Row {0} must be the header, but is blank or absent.",
            "Write the columns' names there, or correct \"headerRow\" in frame.json."),
    NO_ROWS("Tệp không có dòng số liệu nào.", "", "The file has no row of data.", ""),
    NO_SUCH_ROWS(
            "Không có dòng nào mà cột \"{0}\" là {1}.",
            "Sửa \"rows\" trong frame.json.",
            "No row has {1} in the column \"{0}\".",
            "Correct \"rows\" in frame.json."),
    BLANK_ROW("Dòng trống.", "Xóa dòng này.", "The row is blank.", "Delete it."),
    COLUMN_TWICE(
            "Cột \"{0}\" có hai lần trong dòng tiêu đề.",
            "Đặt cho mỗi cột một tên riêng.",
            "The column \"{0}\" stands twice in the header.",
            "Give each column a name of its own."),
    COLUMN_ABSENT(
            "Tệp {1} không có cột \"{0}\". Các cột: {2}.",
            "Sửa tên cột trong frame.json.",
            "The file {1} has no column \"{0}\". Columns: {2}.",
            "Correct the name of the column in frame.json."),
    CELL_WITHOUT_COLUMN(
            "Ô có nội dung \"{0}\" nhưng cột của ô không có tên.",
            "Đặt tên cho cột ở dòng tiêu đề, hoặc xóa ô.",
            "The cell holds \"{0}\", but its column has no name.",
            "Name the column in the header, or clear the cell."),
    CELL_EMPTY(
            "Ô của cột \"{0}\" trống (mã {1}).",
            "Điền vào ô.", "The cell of the column \"{0}\" is empty (code {1}).", "Fill it in."),
    CELL_FAULTY(
            "Ô của cột \"{0}\" chứa {2} (mã {1}).",
            "Sửa công thức, hoặc thay bằng giá trị.",
            "The cell of the column \"{0}\" holds {2} (code {1}).",
            "Correct the formula, or put the value in its place."),
    NOT_COMPOSED(
            "Cột \"{0}\": \"{1}\" viết bằng Unicode tổ hợp.",
            "Chuyển tệp sang Unicode dựng sẵn (NFC), hoặc ghi \"unicode\": \"compose\" trong frame.json.",
            "Column \"{0}\": \"{1}\" is in Unicode's decomposed form.",
            "Save the file in the composed form (NFC), or write \"unicode\": \"compose\" in frame.json."),
    CODE_IS_NUMBER(
            "Cột \"{0}\": mã {1} là ô kiểu số nên có thể đã mất số 0 ở đầu.",
            "Định dạng cột là văn bản và nhập lại mã, hoặc ghi số chữ số của mã (\"digits\") trong frame.json.",
            "Column \"{0}\": the code {1} is a cell of type number, which may have lost leading zeros.",
            "Format the column as text and enter the codes again, or give their \"digits\" in frame.json."),
    CODE_DIGITS(
            "Cột \"{0}\": mã \"{1}\" phải có {2} chữ số.",
            "Sửa mã; số 0 ở đầu cũng phải ghi.",
            "Column \"{0}\": the code \"{1}\" must have {2} digits.",
            "Correct it; leading zeros belong to it."),
    SIZE_NOT_WHOLE(
            "Cột \"{0}\": \"{2}\" không phải là số nguyên (mã {1}).",
            "Chỉ ghi các chữ số, ví dụ 1234.",
            "Column \"{0}\": \"{2}\" is no whole number (code {1}).",
            "Write digits only, such as 1234."),
    SIZE_WITH_SEPARATORS(
            "Cột \"{0}\": \"{2}\" có dấu phân cách hàng nghìn (mã {1}).",
            "Ghi {3}, hoặc ghi \"thousands\": \"{4}\" trong frame.json.",
            "Column \"{0}\": \"{2}\" has a thousands separator (code {1}).",
            "Write {3}, or declare \"thousands\": \"{4}\" in frame.json."),
    SIZE_NEGATIVE(
            "Cột \"{0}\": quy mô {2} là số âm (mã {1}).",
            "Sửa số liệu.", "Column \"{0}\": the size {2} is negative (code {1}).", "Correct it."),
    SIZE_ZERO(
            "Cột \"{0}\": quy mô bằng 0 (mã {1}).",
            "Sửa số liệu; nếu nhóm đối tượng có thể không có ai, ghi \"zero\": \"accept\" trong frame.json.",
            "Column \"{0}\": the size is 0 (code {1}).",
            "Correct it; where a target group may have nobody, write \"zero\": \"accept\" in frame.json."),
    POPULATION_ZERO(
            "Cột \"{0}\": dân số bằng 0 (mã {1}).",
            "Sửa số liệu, hoặc bỏ địa bàn.",
            "Column \"{0}\": the population is 0 (code {1}).",
            "Correct it, or leave the area out."),
    SIZE_OTHER_DATE(
            "Số liệu \"{0}\" là của ngày {1}, nhưng khung lập cho ngày {2}.",
            "Dùng số liệu của ngày {2}, hoặc ghi \"otherDate\": \"accept\" trong frame.json.",
            "The sizes of \"{0}\" are of {1}, the frame is of {2}.",
            "Take sizes of {2}, or write \"otherDate\": \"accept\" in frame.json."),
    SIZE_OTHER_DATE_ROW(
            "Số liệu \"{0}\" của mã {3} là của ngày {1}, nhưng khung lập cho ngày {2}.",
            "Dùng số liệu của ngày {2}, hoặc ghi \"otherDate\": \"accept\" trong frame.json.",
            "The size of \"{0}\" of code {3} is of {1}, the frame is of {2}.",
            "Take the size of {2}, or write \"otherDate\": \"accept\" in frame.json."),
    SIZE_TWICE(
            "Mã {1} đã có số liệu \"{0}\" của ngày {2} ở {3}.",
            "Chỉ giữ một số liệu.", "The code {1} has a size of \"{0}\" of {2} already, in {3}.", "Keep one of them."),
    SIZE_ABSENT(
            "Mã {0} ({1}) không có dân số.",
            "Bổ sung dân số của địa bàn này.", "The code {0} ({1}) has no size of \"population\".", "Give it."),
    DATE_WRONG(
            "Cột \"{0}\": \"{2}\" không phải là ngày (mã {1}).",
            "Ghi ngày dạng 2026-09-20; nếu tệp ghi 20/09/2026, ghi \"dates\": \"dd/mm/yyyy\" trong frame.json.",
            "Column \"{0}\": \"{2}\" is no date (code {1}).",
            "Write 2026-09-20; where a file has 20/09/2026, write \"dates\": \"dd/mm/yyyy\" in frame.json."),
    ENDS_BEFORE_IT_BEGINS(
            "Mã {0}: ngày cuối {2} đứng trước ngày đầu {1}.",
            "Sửa ngày.", "Code {0}: it ends on {2}, before it begins on {1}.", "Correct the dates."),
    CODE_TWICE(
            "Mã {0} đã có ở {1}.",
            "Đặt cho mỗi địa bàn một mã riêng; nếu các dòng lặp lại cùng một địa bàn, ghi \"repeats\": true trong frame.json.",
            "The code {0} is that of another area already, in {1}.",
            "Give each area a code of its own; where rows repeat one area, write \"repeats\": true in frame.json."),
    VALIDITY_OVERLAPS(
            "Mã {0}: thời gian hiệu lực {1} chồng lên {2} ở {3}.",
            "Sửa ngày để các thời kỳ nối tiếp nhau.",
            "Code {0}: the validity {1} overlaps {2} in {3}.",
            "Correct the dates so that one ends before the next begins."),
    REPEATS_DIFFER(
            "Mã {0} lặp lại với nội dung khác ở {1}.",
            "Ghi giống nhau ở mọi dòng của cùng một địa bàn.",
            "The code {0} is repeated with other content than in {1}.",
            "Write the same in every row of one area."),
    PARENT_UNKNOWN(
            "Mã {0}: đơn vị cấp trên \"{1}\" không có trong khung.",
            "Sửa mã cấp trên, hoặc bổ sung đơn vị đó.",
            "Code {0}: its parent \"{1}\" is not in the frame.",
            "Correct the parent's code, or add that area."),
    PARENT_LEVEL(
            "Mã {0}: cấp trên \"{1}\" là {2}, phải là {3}.",
            "Sửa mã cấp trên.",
            "Code {0}: its parent \"{1}\" is a {2}, it must be a {3}.",
            "Correct the parent's code."),
    PARENT_OF_PROVINCE(
            "Mã {0} là tỉnh, thành phố nên không được có cấp trên, nhưng ghi \"{1}\".",
            "Xóa mã cấp trên.", "Code {0} is a province and must have no parent, found \"{1}\".", "Clear the cell."),
    PARENT_CYCLE(
            "Mã {0}: chuỗi cấp trên quay lại chính nó ({1}).",
            "Sửa mã cấp trên.",
            "Code {0}: its chain of parents comes back to it ({1}).",
            "Correct the parents' codes."),
    PARENT_NOT_VALID(
            "Mã {0} có hiệu lực {1}, nhưng cấp trên {2} không có hiệu lực trong toàn bộ thời gian đó.",
            "Sửa ngày hiệu lực.", "Code {0} is valid {1}, but its parent {2} is not throughout.", "Correct the dates."),
    CODE_UNKNOWN(
            "Mã {0} không có trong khung.",
            "Sửa mã, hoặc bổ sung địa bàn.", "The code {0} is not in the frame.", "Correct it, or add the area."),
    FLAG_UNKNOWN(
            "Cờ \"{0}\" chưa được khai báo (mã {1}). Các cờ: {2}.",
            "Sửa tên cờ, hoặc khai báo cờ trong \"flags\" của frame.json.",
            "The flag \"{0}\" is not declared (code {1}). Flags: {2}.",
            "Correct it, or declare it under \"flags\" in frame.json."),
    GROUP_UNKNOWN(
            "Nhóm đối tượng \"{0}\" chưa được khai báo (mã {1}). Các nhóm: {2}.",
            "Sửa tên nhóm, hoặc khai báo nhóm trong \"groups\" của frame.json.",
            "The target group \"{0}\" is not declared (code {1}). Groups: {2}.",
            "Correct it, or declare it under \"groups\" in frame.json."),
    FLAG_OVERLAPS(
            "Mã {0}: cờ \"{1}\" có thời gian {2} chồng lên {3}.",
            "Sửa ngày để các thời kỳ không chồng lên nhau.",
            "Code {0}: the flag \"{1}\" has {2}, which overlaps {3}.",
            "Correct the dates so that they don't overlap."),
    FLAG_WORD(
            "Cột \"{0}\": \"{2}\" không nằm trong \"yes\" hay \"no\" của cờ \"{3}\" (mã {1}).",
            "Sửa ô, hoặc bổ sung trong frame.json.",
            "Column \"{0}\": \"{2}\" is neither in \"yes\" nor in \"no\" of the flag \"{3}\" (code {1}).",
            "Correct the cell, or add it in frame.json."),
    WORD_UNKNOWN(
            "Cột \"{0}\": không có cách đổi \"{2}\" (mã {1}).",
            "Sửa ô, hoặc bổ sung trong frame.json.",
            "Column \"{0}\": nothing is declared for \"{2}\" (code {1}).",
            "Correct the cell, or add it in frame.json."),
    NO_AREA_ON_DATE(
            "Vào ngày {0}, khung không có địa bàn nào.",
            "Sửa \"date\", hoặc thời gian hiệu lực của các địa bàn.",
            "The frame has no area on {0}.",
            "Correct \"date\", or the validity of the areas."),
    SUM_DIFFERS(
            "Mã {0} ({1}): \"{2}\" ghi là {3}, nhưng tổng các đơn vị bên trong là {4}.",
            "Số đã ghi được giữ nguyên.",
            "Code {0} ({1}): \"{2}\" is given as {3}, the areas in it add up to {4}.",
            "What is given stays.",
            true),
    OTHER_DATE_ACCEPTED(
            "{0} số liệu \"{1}\" được chấp nhận dù là của ngày {2}, không phải {3}.",
            "", "{0} sizes of \"{1}\" were accepted although they are of {2}, not of {3}.", "", true),
    COMPOSED(
            "{0} ô đã được chuyển từ Unicode tổ hợp sang dựng sẵn.",
            "", "{0} cells were put from Unicode's decomposed into its composed form.", "", true),
    STRIPPED(
            "{0} ô có khoảng trắng thừa ở đầu hoặc cuối; khoảng trắng đã được bỏ.",
            "", "{0} cells had blanks around them, which were left away.", "", true),
    MORE("Ngoài ra còn {0} lỗi cùng loại trong tệp này.", "", "And {0} more of one of these kinds in this file.", "");

    private final String vietnamese;
    private final String vietnameseRemedy;
    private final String english;
    private final String englishRemedy;
    private final boolean warning;

    FrameFinding(String vietnamese, String vietnameseRemedy, String english, String englishRemedy) {
        this(vietnamese, vietnameseRemedy, english, englishRemedy, false);
    }

    FrameFinding(String vietnamese, String vietnameseRemedy, String english, String englishRemedy, boolean warning) {
        this.vietnamese = vietnamese;
        this.vietnameseRemedy = vietnameseRemedy;
        this.english = english;
        this.englishRemedy = englishRemedy;
        this.warning = warning;
    }

    /** Whether a frame with it is taken all the same. */
    public boolean isWarning() {
        return warning;
    }

    /** The finding at a place; levels and days among the words are written as each language does. */
    Finding at(Place place, Object... words) {
        return new Finding(
                Optional.of(this),
                new Fault(place, filled(english, "en", words), filled(englishRemedy, "en", words)),
                new Fault(place, filled(vietnamese, "vi", words), filled(vietnameseRemedy, "vi", words)));
    }

    private static String filled(String sentence, String language, Object... words) {
        return Sentence.filled(sentence, index -> word(words[index], language));
    }

    private static String vietnamese(Place place) {
        return place.line() == 0 ? place.file() : place.file() + " dòng " + place.line();
    }

    /** Places, levels and days in the language; several things parted by commas. */
    private static String word(Object word, String language) {
        if (word instanceof Collection<?> words) {
            return words.stream().map(each -> word(each, language)).collect(Collectors.joining(", "));
        }
        if (word instanceof Validity days) {
            return (days.begin().isEmpty() ? "…" : word(days.from(), language)) + " – "
                    + (days.end().isEmpty() ? "…" : word(days.to(), language));
        }
        if (word instanceof LocalDate day && !language.equals("en")) {
            return Days.format(Math.toIntExact(day.toEpochDay()), "%d/%m/%Y");
        }
        if (word instanceof Place place) {
            return language.equals("en") ? place.toString() : vietnamese(place);
        }
        return word instanceof AreaLevel level ? level.in(language) : String.valueOf(word);
    }
}
