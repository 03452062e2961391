package org.kapsurvey.api.xlsform;

import org.kapsurvey.questionnaire.jvm.Translation;

/** What may be wrong with a workbook or its file, in Vietnamese, beside what may be wrong with any form. */
public final class WorkbookSentences {
    static final String SENTENCES = """
            The file can't be read as an XLSX workbook: it is empty, broken or of another kind.|Không đọc được tệp này như sổ tính XLSX: tệp trống, bị hỏng hoặc thuộc loại khác.
            Save it in Excel or LibreOffice as .xlsx, without a password.|Lưu lại bằng Excel hoặc LibreOffice ở dạng .xlsx, không đặt mật khẩu.
            The sheet "{0!}" is not supported yet.|Chưa hỗ trợ trang tính "{0!}".
            Add a row of the type {0!} below its last row.|Thêm một dòng kiểu {0!} ở dưới dòng cuối của nhóm.
            This is a folder, not a file.|Đây là một thư mục, không phải tệp.
            Name the files in it that are meant, such as FOLDER/*.json.|Nêu các tệp cần dùng trong thư mục, ví dụ THƯ_MỤC/*.json.
            Remove the sheet.|Xóa trang tính đó.
            The cell shows an error or a formula without a value: {0!}.|Ô này báo lỗi hoặc là công thức chưa có giá trị: {0!}.
            Write the text itself.|Ghi thẳng nội dung vào ô.
            The column has no heading.|Cột này không có tiêu đề.
            Write one, or empty the cell.|Ghi tiêu đề cho cột, hoặc xóa ô này.
            There are two columns "{0!}".|Có hai cột "{0!}".
            Keep one.|Chỉ giữ một.
            The workbook is too large to be a form: more than 64 MB, 20,000 rows or 16 million characters.|Sổ tính quá lớn so với một phiếu: hơn 64 MB, 20.000 dòng hoặc 16 triệu ký tự.
            Remove what is not the form.|Xóa những gì không phải là phiếu.
            This is our wording of {0!}, but {1!} says something else.|Đây là cách viết của chúng tôi cho {0!}, nhưng ô {1!} lại nói khác.
            Where you changed {0!}, empty this cell.|Nếu anh/chị đã sửa {0!} thì xóa ô này.
            "{0!}" must be yes or no, found "{1!}".|"{0!}" phải là yes hoặc no, nhưng ở đây là "{1!}".
            Write yes.|Ghi yes.
            Points must be a number, or a number for each choice, found "{0!}".|Điểm phải là một số, hoặc một số cho mỗi lựa chọn, nhưng ở đây là "{0!}".
            Write 2, or agree=4 disagree=2.|Ghi 2, hoặc agree=4 disagree=2.
            position({0!}) is not the number of the row here, which stands directly in its repeat.|position({0!}) không phải số thứ tự của dòng ở đây: câu này nằm ngay trong nhóm lặp.
            position({0!}) is not the number of the row here, which stands in {1!} groups of its repeat.|position({0!}) không phải số thứ tự của dòng ở đây: câu này nằm trong {1!} nhóm của nhóm lặp.
            Write position({0!}).|Ghi position({0!}).
            or_other has its texts in Vietnamese and English only.|or_other chỉ có sẵn chữ tiếng Việt và tiếng Anh.
            Write a choice "other" and a text question for the other answer.|Thêm lựa chọn "other" và một câu hỏi kiểu text để ghi câu trả lời khác.
            or_other can't stand beside a choice_filter, which would not offer the other answer.|or_other không dùng cùng choice_filter được, vì khi đó mục "khác" sẽ không hiện ra.
            The question {0!} shares its choices with one that has or_other.|Câu {0!} dùng chung danh sách lựa chọn với một câu có or_other.
            Write or_other here too, or give the two questions different lists.|Ghi or_other cả ở đây, hoặc dùng hai danh sách khác nhau cho hai câu.
            The workbook has no sheet "survey", or nothing stands in it.|Sổ tính không có trang tính "survey", hoặc trang đó trống.
            An XLSForm has the sheets survey, choices and settings.|XLSForm gồm các trang tính survey, choices và settings.
            The first row of the sheet has no heading "type".|Dòng đầu của trang tính không có tiêu đề "type".
            Headings such as type, name and label stand in the first row, nothing above them.|Các tiêu đề như type, name và label đứng ở dòng đầu, phía trên không có gì.
            Add at least one question.|Thêm ít nhất một câu hỏi.
            The workbook does not say in which language its labels are.|Sổ tính không cho biết các nhãn viết bằng ngôn ngữ nào.
            Write default_language in the sheet settings, such as Tiếng Việt (vi).|Ghi default_language ở trang tính settings, ví dụ Tiếng Việt (vi).
            No column has texts in the default language "{0!}".|Không cột nào có chữ bằng ngôn ngữ mặc định "{0!}".
            Write label::{0!}, or another default language.|Ghi cột label::{0!}, hoặc chọn ngôn ngữ mặc định khác.
            The column "{0!}" is not known or not supported yet.|Không có cột "{0!}", hoặc cột này chưa được hỗ trợ.
            Known columns: {0!}. A heading that begins with # marks remarks.|Các cột có thể dùng: {0!}. Cột ghi chú thì đặt tiêu đề bắt đầu bằng #.
            Known columns: {0!}. Did you mean "{1!}"? A heading that begins with # marks remarks.|Các cột có thể dùng: {0!}. Có phải là "{1!}" không? Cột ghi chú thì đặt tiêu đề bắt đầu bằng #.
            survey, row {0!}: {1!} is left out; it asks nothing and is not kept.|survey, dòng {0!}: bỏ qua {1!}; dòng này không hỏi gì và không được lưu.
            survey, row {0!}: the appearance {1!} is left out; it changes looks alone.|survey, dòng {0!}: bỏ qua appearance {1!}; từ này chỉ đổi cách trình bày.
            survey, row {0!}: the appearance {1!} is left out; a whole day is asked.|survey, dòng {0!}: bỏ qua appearance {1!}; phiếu hỏi cả ngày.
            survey, row {0!}: {1!} is left out; every interview has the time when it was begun and finished.|survey, dòng {0!}: bỏ qua {1!}; phiếu phỏng vấn nào cũng có giờ bắt đầu và giờ kết thúc.
            settings: {0!} has no meaning here.|settings: {0!} không có tác dụng ở đây.
            There is no such file.|Không có tệp này.
            Check the name.|Kiểm tra lại tên tệp.
            The file can't be read ({0!}).|Không đọc được tệp ({0!}).
            Check its rights.|Kiểm tra quyền đọc tệp.
            The file is larger than {0!} MB.|Tệp lớn hơn {0!} MB.
            Check that it is the right file.|Kiểm tra xem có đúng tệp không.
            The file is there already.|Đã có tệp này.
            Name another with --out.|Chọn tên khác bằng --out.
            """;

    private WorkbookSentences() {}

    /** Of whatever is said of a workbook or a form. */
    public static Translation translation() {
        return Translation.ofForms().with(SENTENCES, "");
    }
}
