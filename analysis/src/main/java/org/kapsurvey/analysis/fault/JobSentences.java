package org.kapsurvey.analysis.fault;

/** The sentences of {@link VietnameseFaults} on analysis jobs, their expressions and their weights, as in {@link FaultSentences}. */
final class JobSentences {
    static final String SENTENCES = """
            The job asks for no estimate.|Bản mô tả không yêu cầu ước lượng nào.
            Add a block to "estimates".|Thêm một khối vào "estimates".
            Two blocks have the id "{0}".|Hai khối có cùng mã "{0}".
            Give each an id of its own.|Đặt cho mỗi phần một mã riêng.
            Did you mean "intervals"?|Có phải là "intervals" không?
            The item "{0}" stands twice.|Mục "{0}" có hai lần.
            A scale without items measures nothing.|Thang đo không có mục nào thì không đo được gì.
            Name its columns.|Nêu các cột của thang đo.
            The indicator "{0}" stands twice.|Chỉ số "{0}" có hai lần.
            "data" names no data.|"data" không nêu số liệu nào.
            Name a "round", a "file" or "waves" in it.|Nêu trong đó một đợt "round", một tệp "file" hoặc các đợt "waves".
            "of" belongs to sums that units report.|"of" chỉ dùng cho "sums", tổng số liệu mà các đơn vị báo cáo.
            Leave it out, or write "counts": "sums".|Bỏ khóa này, hoặc ghi "counts": "sums".
            "units" belongs to a round.|"units" chỉ dùng cho đợt khảo sát.
            Registered units have no weights of a version: nobody stands for a unit that did not answer.|Đơn vị trong danh bạ không có trọng số theo phiên bản: không đơn vị nào đại diện cho đơn vị chưa trả lời.
            Leave "weights" or "units" out.|Bỏ "weights" hoặc "units".
            "states" belongs to a round.|"states" chỉ dùng cho đợt khảo sát.
            Name a "round", or leave it out.|Nêu "round", hoặc bỏ khóa này.
            "weights" in "data" is a version of a round's weights.|"weights" trong "data" là phiên bản trọng số của một đợt khảo sát.
            Name the column of weights in "design".|Nêu cột trọng số trong "design".
            "sharedPsus" belongs to waves.|"sharedPsus" chỉ dùng cho "waves".
            Name "waves", or leave it out.|Nêu "waves", hoặc bỏ khóa này.
            The column "{0}" can't be both text and numeric.|Cột "{0}" không thể vừa là chữ vừa là số.
            Name it in one of the two lists.|Chỉ nêu cột này ở một trong hai danh sách.
            "round" and "{0}" exclude each other.|"round" và "{0}" không dùng cùng nhau.
            A round knows its columns, their types and what is missing: leave "{0}" out.|Đợt khảo sát đã biết các cột, kiểu của cột và giá trị thiếu: hãy bỏ "{0}".
            "{0}" in "data" belongs to the replicates of a version of the round's weights.|"{0}" trong "data" chỉ dùng cho các bộ trọng số lặp lại của một phiên bản trọng số.
            "degreesOfFreedom" in "data" is of the replicates that "replicates": false leaves aside.|"degreesOfFreedom" trong "data" là của các bộ trọng số lặp lại mà "replicates": false đã bỏ qua.
            "degreesOfFreedom" in "data" is of the version's replicates, in whose place the job has others.|"degreesOfFreedom" trong "data" là của các bộ trọng số lặp lại của phiên bản, nhưng tệp phân tích đã có bộ khác thay vào.
            Write it in "replicates" of the job.|Ghi vào "replicates" của tệp phân tích.
            "degreesOfFreedom" in "data" is of replicates, and this version of the weights has none.|"degreesOfFreedom" trong "data" là của các bộ trọng số lặp lại, nhưng phiên bản trọng số này không có.
            Leave it out, or name a version that was made with "replicates".|Bỏ khóa này, hoặc nêu một phiên bản được làm với "replicates".
            Name the version in "weights", or leave "{0}" out.|Nêu phiên bản trong "weights", hoặc bỏ "{0}".
            "file" and "waves" exclude each other.|"file" và "waves" không dùng cùng nhau.
            Two waves are called "{0}".|Hai đợt trong "waves" có cùng tên "{0}".
            "nested" needs strata and clusters.|"nested" cần có tầng và cụm.
            Name both, or leave "nested" out.|Nêu cả hai, hoặc bỏ "nested".
            "{0}" is an empty list.|"{0}" là danh sách trống.
            Name at least one, or leave it out.|Nêu ít nhất một, hoặc bỏ khóa này.
            Quantiles have no covariances.|Phân vị không có hiệp phương sai.
            Leave "covariances" out.|Bỏ "covariances".
            A ratio has no "variables".|Tỷ số không dùng "variables".
            Name its "numerator" and "denominator" alone.|Chỉ nêu tử số "numerator" và mẫu số "denominator".
            "{0}" belongs to a ratio.|"{0}" chỉ dùng cho tỷ số.
            Use "variables", or statistic "ratio".|Dùng "variables", hoặc thống kê "ratio".
            The variable "{0}" stands twice in this block.|Biến "{0}" có hai lần trong khối này.
            The block names no variable.|Khối không nêu biến nào.
            Name at least one column.|Nêu ít nhất một cột.
            "category" belongs to statistic "proportion".|"category" chỉ dùng cho thống kê "proportion".
            Use "proportion", or leave "category" out.|Dùng "proportion", hoặc bỏ "category".
            A grouping must be a list of columns, found {0}.|Mỗi cách phân nhóm phải là danh sách các cột, nhưng ở đây là {0}.
            Write "by": [[], ["sex"], ["sex", "area"]].|Viết "by": [[], ["sex"], ["sex", "area"]].
            A grouping must name columns, found {0}.|Cách phân nhóm phải nêu tên cột, nhưng ở đây là {0}.
            Write the name of a column in double quotes.|Viết tên cột trong ngoặc kép.
            The column "{0}" stands twice in this grouping.|Cột "{0}" có hai lần trong cách phân nhóm này.
            This grouping stands twice in "by".|Cách phân nhóm này có hai lần trong "by".
            "by" has no grouping.|"by" không có cách phân nhóm nào.
            Write [[]] for the whole domain, or leave "by" out.|Viết [[]] cho toàn bộ miền, hoặc bỏ "by".
            Unknown interval "{0}".|Không có khoảng tin cậy "{0}".
            The interval "{0}" is for proportions, not for a {1}.|Khoảng tin cậy "{0}" dùng cho tỷ lệ, không dùng cho {1}.
            Use t or normal.|Dùng t hoặc normal.
            The interval "{0}" stands twice.|Khoảng tin cậy "{0}" có hai lần.
            A confidence level must be a number between 0 and 1, found {0}.|Độ tin cậy phải là số giữa 0 và 1, nhưng ở đây là {0}.
            "level" is an empty list.|"level" là danh sách trống.
            Write 0.95, or leave it out.|Viết 0.95, hoặc bỏ khóa này.
            "{0}" is empty.|"{0}" trống.
            Write a name.|Viết một tên.
            "confidentiality" does not guard "{0}" yet.|"confidentiality" chưa bảo vệ được "{0}".
            "confidentiality" does not guard the statistic "{0}" yet.|"confidentiality" chưa bảo vệ được thống kê "{0}".
            Leave it out, or ask for it in a job without "confidentiality".|Bỏ phần này, hoặc yêu cầu ở một bản mô tả khác không có "confidentiality".
            "{0}" is not supported yet.|"{0}" chưa được hỗ trợ.
            Leave it out; docs/formats.md lists what a job can hold now.|Bỏ khóa này; docs/formats.md liệt kê những gì bản mô tả có thể có.
            "largest" must be above 1, found {0}.|"largest" phải lớn hơn 1, nhưng ở đây là {0}.
            It is the largest factor that a class may have before it is collapsed.|Đó là hệ số lớn nhất mà một lớp được có trước khi bị gộp.
            The raking has no margin.|Bước raking không có biên nào.
            Add an object with "by" and "totals".|Thêm một đối tượng có "by" và "totals".
            "epsilon" must be above 0, found {0}.|"epsilon" phải lớn hơn 0, nhưng ở đây là {0}.
            The totals of "terms" stand in a file.|Các tổng của "terms" phải nằm trong một tệp.
            Write {"file": …} naming a CSV with the columns term,level,total.|Viết {"file": …} nêu tệp CSV có các cột term,level,total.
            The logit calibration needs "bounds".|Hiệu chỉnh logit cần "bounds".
            Write "bounds": [0.5, 2]: factors on the weights, one below and one above 1.|Viết "bounds": [0.5, 2]: hệ số nhân trọng số, một nhỏ hơn và một lớn hơn 1.
            The bounds of a logit calibration must lie below and above 1.|Hai giới hạn của hiệu chỉnh logit phải nằm dưới và trên 1.
            Scale the weights to the population first with "rescale": true, or use linear or raking.|Trước hết đưa trọng số về tổng thể bằng "rescale": true, hoặc dùng linear hay raking.
            "bounds" must be two numbers, 0 or more, the lower first.|"bounds" phải gồm hai số từ 0 trở lên, số nhỏ trước.
            Write "bounds": [0.5, 2]: factors on the weights.|Viết "bounds": [0.5, 2]: hệ số nhân trọng số.
            The trimming has no bound.|Bước cắt trọng số không có giới hạn.
            Give "lower" or "upper", or both.|Ghi "lower" hoặc "upper", hoặc cả hai.
            "{0}" and "{1}" are one bound.|"{0}" và "{1}" là cùng một giới hạn.
            A weight's bound must be 0 or more, found {0}.|Giới hạn của trọng số phải từ 0 trở lên, nhưng ở đây là {0}.
            A quantile must be between 0 and 1, found {0}.|Phân vị phải nằm giữa 0 và 1, nhưng ở đây là {0}.
            Totals of several columns stand in a file.|Tổng theo nhiều cột phải nằm trong một tệp.
            Write {"file": …} naming a CSV with a column for each of "by" and one of totals.|Viết {"file": …} nêu tệp CSV có một cột cho mỗi cột trong "by" và một cột tổng.
            "level" is for one column in "by".|"level" chỉ dùng khi "by" có một cột.
            Name the file's columns as in "by".|Đặt tên cột của tệp như trong "by".
            "{0}" stands twice in "{1}".|"{0}" có hai lần trong "{1}".
            The total of "{0}" must be a number, found {1}.|Tổng của "{0}" phải là số, nhưng ở đây là {1}.
            Write {"M": 98000, "F": 102000}, or {"file": "totals.csv"}.|Viết {"M": 98000, "F": 102000}, hoặc {"file": "totals.csv"}.
            "{0}" has no total.|"{0}" không có tổng nào.
            Write a number for each level.|Viết một số cho mỗi giá trị.
            "{0}" must be a text or a number, found {1}.|"{0}" phải là chuỗi hoặc số, nhưng ở đây là {1}.
            There are no contrasts of quantiles.|Không có so sánh giữa các phân vị.
            Leave them out.|Bỏ phần này.
            Contrasts compare the groups of one grouping.|So sánh là giữa các nhóm của một cách phân nhóm.
            Write one grouping with columns under "by", as [["sex"]].|Ghi một cách phân nhóm có cột ở "by", như [["sex"]].
            Two contrasts have the name "{0}".|Hai so sánh có cùng tên "{0}".
            A coefficient must be a number, found {0}.|Hệ số phải là số, nhưng ở đây là {0}.
            Write 1 for a group that is compared as it is.|Viết 1 cho nhóm được so sánh như nó vốn có.
            "{0}" belongs to statistic "quantile".|"{0}" chỉ dùng cho thống kê "quantile".
            Leave it out.|Bỏ khóa này.
            A quantile has one kind of interval.|Phân vị chỉ có một loại khoảng tin cậy.
            Write "interval": "mean", or leave it out.|Viết "interval": "mean", hoặc bỏ khóa này.
            The interval "replicates" needs replicates.|Khoảng tin cậy "replicates" cần các bộ trọng số lặp lại.
            Add "replicates" to the job, or use {0}.|Thêm "replicates" vào bản mô tả, hoặc dùng {0}.
            A quantile needs "probabilities".|Phân vị cần "probabilities".
            Write "probabilities": [0.25, 0.5, 0.75] for the quartiles.|Viết "probabilities": [0.25, 0.5, 0.75] cho các tứ phân vị.
            A probability must be a number between 0 and 1, found {0}.|Xác suất phải là số giữa 0 và 1, nhưng ở đây là {0}.
            Write 0.5 for the median.|Viết 0.5 cho trung vị.
            The probability {0} stands twice.|Xác suất {0} có hai lần.
            Making "{0}" replicates is not supported yet.|Chưa hỗ trợ tạo bộ trọng số lặp lại kiểu "{0}".
            Use one of {0}, or give their "factors" and "scales".|Dùng một trong: {0}; hoặc đưa "factors" và "scales" có sẵn.
            "{0}" belongs to a bootstrap; a jackknife has a replicate for each PSU.|"{0}" chỉ dùng cho bootstrap; jackknife có một bộ lặp lại cho mỗi PSU.
            "{0}" does not belong to replicates that are made by {1}.|"{0}" không dùng cho bộ trọng số lặp lại tạo bằng {1}.
            "key" names no column.|"key" không nêu cột nào.
            Leave it out to match rows in order.|Bỏ khóa này để ghép các dòng theo thứ tự.
            "{0}" does not go with given "factors".|"{0}" không dùng cùng "factors" có sẵn.
            Leave it out; the scales file says how the replicates count.|Bỏ khóa này; tệp scales cho biết mỗi bộ lặp lại được tính thế nào.
            Two targets have the id "{0}".|Hai chỉ tiêu có cùng mã "{0}".
            A target judges a rate, mean, ratio or total; "{0}" is a {1}.|Chỉ tiêu xét một tỷ lệ, trung bình, tỷ số hoặc tổng; "{0}" là {1}.
            Name a block of statistic "proportion".|Nêu một khối có thống kê "proportion".
            The target of a rate is a share from 0 to 1.|Chỉ tiêu của một tỷ lệ phải từ 0 đến 1.
            Write 0.9 for 90 %.|Viết 0.9 cho 90%.
            There is no block of estimates "{0}".|Không có khối ước lượng "{0}".
            Name the id of a block.|Nêu mã của một khối.
            Use {0}.|Dùng {0}.
            The model has no term.|Mô hình không có biến giải thích nào.
            The term "{0}" stands twice.|Biến giải thích "{0}" có hai lần.
            Name the level that the others are compared with.|Nêu giá trị mà các giá trị khác được so sánh với nó.
            "{0}" is no term of this model.|"{0}" không phải là biến giải thích của mô hình này.
            Write it as in "terms".|Viết đúng như trong "terms".
            "termTests" must be true or lists of terms, found {0}.|"termTests" phải là true hoặc danh sách gồm các danh sách biến giải thích, nhưng ở đây là {0}.
            Write "termTests": [["age"], ["sex", "edu"]].|Viết "termTests": [["age"], ["sex", "edu"]].
            These terms are tested twice.|Các biến giải thích này được kiểm định hai lần.
            Name them once.|Chỉ nêu một lần.
            A model needs weights of 0 or more; calibration made {0} negative.|Mô hình cần trọng số từ 0 trở lên; bước hiệu chỉnh đã làm {0} trọng số thành âm.
            Ranks need weights of 0 or more; calibration made {0} negative.|Xếp hạng cần trọng số từ 0 trở lên; bước hiệu chỉnh đã làm {0} trọng số thành âm.
            Give the calibration "bounds".|Đặt giới hạn "bounds" cho bước hiệu chỉnh.
            The response of a model must be numeric; the column "{0}" is text.|Biến phụ thuộc của mô hình phải là số; cột "{0}" là chữ.
            Make a variable of it, as if(${0} = 'yes', 1, 0).|Tạo một biến từ cột này, như if(${0} = 'yes', 1, 0).
            "{0}" stands twice in the term "{1}".|"{0}" có hai lần trong biến giải thích "{1}".
            Make a variable of the square, and name that.|Tạo một biến cho bình phương rồi nêu biến đó.
            The family {0} can't have the response "{1}" that is {2}.|Họ phân phối {0} không nhận biến phụ thuộc "{1}" có giá trị {2}.
            Binomial answers lie from 0 to 1, poisson answers are 0 or more; or choose gaussian.|Với binomial, giá trị phải từ 0 đến 1; với poisson, từ 0 trở lên; nếu không thì chọn gaussian.
            "{0}" is no factor of this model.|"{0}" không phải là biến phân loại của mô hình này.
            Name a text term, or write "factor({0})" among the terms.|Nêu một biến chữ, hoặc ghi "factor({0})" trong "terms".
            No row of the model has "{0}" = "{1}".|Không có dòng nào của mô hình có "{0}" = "{1}".
            Name a level that occurs.|Nêu một giá trị có trong số liệu.
            All rows of the model have the same answer, so that there is nothing to explain. Name another response, or a wider "where".|Mọi dòng của mô hình có cùng một trả lời nên không có gì để giải thích. Nêu biến phụ thuộc khác, hoặc nới rộng "where".
            No row with a weight has the response and every term. Leave terms out that nobody has, or widen "where".|Không có dòng nào có trọng số mà đủ biến phụ thuộc và mọi biến giải thích. Bỏ các biến không ai có, hoặc nới rộng "where".
            The term {0} of the model is collinear with the terms before it, or has no row with a weight. Leave it out, or put groups together.|Biến giải thích {0} của mô hình cộng tuyến với các biến đứng trước, hoặc không có dòng nào có trọng số. Bỏ biến này, hoặc gộp các nhóm.
            The model did not converge in {0} steps. Leave terms out, put groups together, or choose another family.|Mô hình không hội tụ sau {0} bước. Bỏ bớt biến giải thích, gộp các nhóm, hoặc chọn họ phân phối khác.
            Terms of the model separate the answers: the mean of {0} rows tends to the end of its range, most of all by {1}. Leave that term out, or put its groups together.|Các biến giải thích của mô hình tách hẳn các câu trả lời: trung bình của {0} dòng tiến tới đầu mút khoảng giá trị, nhiều nhất là do {1}. Bỏ biến đó, hoặc gộp các nhóm của nó.
            The model has no estimate: its terms are all but collinear. Leave one out, or put groups together.|Mô hình không có ước lượng: các biến giải thích gần như cộng tuyến. Bỏ một biến, hoặc gộp các nhóm.
            No row with a weight meets "domain".|Không có dòng nào có trọng số thỏa điều kiện "domain".
            Correct the condition, or the codes that it compares with.|Sửa điều kiện, hoặc các mã mà nó so sánh.
            No row with a weight meets "where".|Không có dòng nào có trọng số thỏa điều kiện "where".
            No row with a weight meets "where" within "domain".|Không có dòng nào có trọng số thỏa điều kiện "where" trong "domain".
            "{0}" has {1} group where the test needs {2}.|"{0}" có {1} nhóm, kiểm định cần {2}.
            "{0}" has {1} groups where the test needs {2}.|"{0}" có {1} nhóm, kiểm định cần {2}.
            "{0}" and "{1}" have no level in common, so that they can't agree.|"{0}" và "{1}" không có giá trị nào chung nên không thể nhất quán.
            Name two columns with the same codes, or derive one with them under "variables".|Nêu hai cột dùng cùng bộ mã, hoặc tính thêm một cột có bộ mã đó trong "variables".
            Name a column of two groups, or choose two with "where".|Nêu cột có hai nhóm, hoặc chọn hai nhóm bằng "where".
            Name a column of more groups.|Nêu cột có nhiều nhóm hơn.
            There is no group "{0}".|Không có nhóm "{0}".
            The groups are "{0}.|Các nhóm là "{0}.
            There are {0} groups; the codes stand in the form.|Có {0} nhóm; các mã nằm trong phiếu hỏi.
            This grouping makes {0} groups in {1} PSUs, more than can be tabulated.|Cách phân nhóm này tạo {0} nhóm trong {1} PSU, quá nhiều để lập bảng.
            Group by columns with fewer values.|Phân nhóm theo cột có ít giá trị hơn.
            "{0}" has no category "{1}".|"{0}" không có giá trị "{1}".
            It has {0}.|Các giá trị hiện có: {0}.
            It has {0} categories; the codes stand in the form.|Có {0} giá trị; các mã nằm trong phiếu hỏi.
            It has no value at all.|Cột này không có giá trị nào.
            A proportion needs a variable of 0 and 1; "{0}" is {1}.|Tỷ lệ cần biến gồm 0 và 1; "{0}" là {1}.
            Name a "category", or use proportions, or mean.|Nêu "category", hoặc dùng proportions hay mean.
            A proportion of the text variable "{0}" needs a "category".|Tỷ lệ của biến chữ "{0}" cần "category".
            {0} must be numeric; the column "{1}" is text.|{0} phải là số; cột "{1}" là chữ.
            {0} must be numeric; the column "{1}" is text in {2}.|{0} phải là số; cột "{1}" là chữ ở {2}.
            {0} must be numeric; the column "{1}" is text: {2} in {3}.|{0} phải là số; cột "{1}" là chữ: {2} ở {3}.
            Convert it with a variable number(${0}), or list the cells that mean missing under "missing".|Đổi bằng một biến number(${0}), hoặc liệt kê ở "missing" các giá trị nghĩa là thiếu.
            There is no column "{0}".|Không có cột "{0}".
            Name a column of the data or a derived variable.|Nêu một cột của số liệu hoặc một biến tính thêm.
            Name a column of the data or a variable.|Nêu một cột của số liệu hoặc một biến.
            Name a column of the data, or a variable defined before.|Nêu một cột của số liệu, hoặc một biến đã định nghĩa ở trên.
            There is no class "{0}".|Không có lớp "{0}".
            Write the levels of "by", of several columns joined by ";".|Viết các giá trị của "by", nhiều cột thì nối bằng ";".
            "order" lacks {0} class: {1}.|"order" thiếu {0} lớp: {1}.
            "order" lacks {0} classes: {1}.|"order" thiếu {0} lớp: {1}.
            Name every class once, neighbours beside each other.|Nêu mỗi lớp một lần, các lớp gần nhau đứng cạnh nhau.
            The shares leave no row a weight.|Phép chia không để lại trọng số cho dòng nào.
            A row's link must be above 0 to count.|Liên kết của một dòng phải lớn hơn 0 thì dòng đó mới được tính.
            {0} "{1}" must be a numeric column.|{0} "{1}" phải là cột số.
            Name another.|Nêu cột khác.
            The respondents "{0}" must be 1 or 0 in every row with a weight; row {1} is missing.|Cột người trả lời "{0}" phải là 1 hoặc 0 ở mọi dòng có trọng số; dòng {1} bị thiếu.
            The respondents "{0}" must be 1 or 0 in every row with a weight; row {1} is neither.|Cột người trả lời "{0}" phải là 1 hoặc 0 ở mọi dòng có trọng số; dòng {1} thì không.
            Derive such a column in "variables".|Tính thêm cột như vậy trong "variables".
            The totals of {0} sum to {1}, those of {2} to {3}.|Các tổng theo {0} cộng lại bằng {1}, còn theo {2} bằng {3}.
            Bring them to one population, or write "disagree": "scale" to have it done.|Đưa về cùng một tổng thể, hoặc viết "disagree": "scale" để máy làm việc đó.
            Bring them to one population.|Đưa về cùng một tổng thể.
            The totals "{0}" in "{1}" are not all numbers: {2} in {3}.|Cột tổng "{0}" trong "{1}" có ô không phải là số: {2} ở {3}.
            Correct the file.|Sửa tệp.
            The totals of {0} stand twice in "{1}", in rows {2} and {3}.|Tổng của {0} có hai lần trong "{1}", ở dòng {2} và {3}.
            Keep one row, or choose among them with "where".|Chỉ giữ một dòng, hoặc chọn bằng "where".
            No row of "{0}" holds totals of what is asked.|Không dòng nào của "{0}" có tổng cần tìm.
            Check "where" and the file.|Kiểm tra "where" và tệp.
            "{0}" has no column "{1}".|"{0}" không có cột "{1}".
            The totals of "terms" have the columns term, level and total.|Tệp tổng của "terms" có các cột term, level và total.
            Leave "level" out.|Bỏ "level".
            The totals have no row for the term "{0}".|Tệp tổng không có dòng cho "{0}".
            Add {0},,TOTAL to the file.|Thêm {0},,TỔNG vào tệp.
            The totals name the term "{0}", which the calibration does not have.|Tệp tổng nêu "{0}", nhưng bước hiệu chỉnh không có.
            The totals name the term "{0}" with the level "{1}", which the calibration does not have.|Tệp tổng nêu "{0}" với giá trị "{1}", nhưng bước hiệu chỉnh không có.
            Add it to "terms", or leave it out of the file with "where".|Thêm vào "terms", hoặc loại khỏi tệp bằng "where".
            The totals have no row for the intercept, the population size.|Tệp tổng không có dòng cho hằng số, tức quy mô tổng thể.
            Add a row ,,SIZE to the file, or set "intercept": false.|Thêm dòng ,,QUY MÔ vào tệp, hoặc đặt "intercept": false.
            "rescale" needs the population size.|"rescale" cần quy mô tổng thể.
            Use an intercept or a text term, or leave "rescale" out.|Dùng hằng số hoặc một biến chữ, hoặc bỏ "rescale".
            The totals hold the population size, but there is no intercept.|Tệp tổng có quy mô tổng thể, nhưng không có hằng số.
            Leave "intercept": false out, or the row.|Bỏ "intercept": false, hoặc bỏ dòng đó.
            {0} "{1}" is missing in {2}, first in {3}.|{0} "{1}" bị thiếu ở {2}, đầu tiên ở {3}.
            Every row with a weight needs a value.|Mọi dòng có trọng số phải có giá trị.
            The variance "{0}" must be numeric.|Cột phương sai "{0}" phải là số.
            The variance "{0}" must be above 0 in every row with a weight; row {1} is missing.|Cột phương sai "{0}" phải lớn hơn 0 ở mọi dòng có trọng số; dòng {1} bị thiếu.
            The variance "{0}" must be above 0 in every row with a weight; row {1} is not.|Cột phương sai "{0}" phải lớn hơn 0 ở mọi dòng có trọng số; dòng {1} thì không.
            The variance "{0}" must be above 0 in every row with a weight; row {1} is {2}.|Cột phương sai "{0}" phải lớn hơn 0 ở mọi dòng có trọng số; dòng {1} là {2}.
            "singlePsuInDomains" is for linearisation; replicates know no domains.|"singlePsuInDomains" dùng cho tuyến tính hóa; bộ trọng số lặp lại không biết đến miền.
            Leave one of the two out.|Bỏ một trong hai.
            No stratum has two sampled PSUs to make replicates of.|Không tầng nào có hai PSU trong mẫu để tạo bộ trọng số lặp lại.
            Correct the design.|Sửa thiết kế mẫu.
            Replicates can't be made where waves share some of their PSUs.|Không tạo được bộ trọng số lặp lại khi các đợt có chung một phần PSU.
            Leave "replicates" out, or give their "factors" and "scales".|Bỏ "replicates", hoặc đưa "factors" và "scales" có sẵn.
            {0} can't treat strata with one PSU by "adjust"; there is 1.|{0} không xử lý được tầng có một PSU bằng "adjust"; có 1 tầng như vậy.
            {0} can't treat strata with one PSU by "adjust"; there are {1}.|{0} không xử lý được tầng có một PSU bằng "adjust"; có {1} tầng như vậy.
            Use jkn, or choose singlePsu = certainty or average.|Dùng jkn, hoặc chọn singlePsu = certainty hay average.
            {0} needs strata of two sampled PSUs; {1} of {2} have more: {3}.|{0} cần mỗi tầng có hai PSU trong mẫu; {1} trong {2} tầng có nhiều hơn: {3}.
            Use jkn, or divide the strata in pairs of PSUs that lie near each other.|Dùng jkn, hoặc chia tầng thành các cặp PSU gần nhau.
            "rho" must be 0 or more and less than 1.|"rho" phải từ 0 trở lên và nhỏ hơn 1.
            Write 0.3 or 0.5.|Viết 0.3 hoặc 0.5.
            jk1 is for designs without strata; this one has {0}.|jk1 dùng cho thiết kế không phân tầng; thiết kế này có {0} tầng.
            Use jkn.|Dùng jkn.
            {0} replicates of {1} PSUs are more than can be held.|{0} bộ lặp lại của {1} PSU là quá nhiều, không giữ được.
            Use subbootstrap with a smaller count, or linearisation.|Dùng subbootstrap với số bộ nhỏ hơn, hoặc tuyến tính hóa.
            Name the file's key column.|Nêu cột khóa của tệp.
            "{0}" holds a factor for every row of the data, in their order, and no key.|"{0}" có một hệ số cho mỗi dòng của số liệu, theo thứ tự, và không có khóa.
            Leave "key" out.|Bỏ "key".
            "{0}" holds {1} replicate of {2} rows; the data has {3} rows.|"{0}" có {1} bộ lặp lại của {2} dòng; số liệu có {3} dòng.
            "{0}" holds {1} replicates of {2} rows; the data has {3} rows.|"{0}" có {1} bộ lặp lại của {2} dòng; số liệu có {3} dòng.
            Give 2 replicates or more of the rows of the data.|Đưa từ 2 bộ lặp lại trở lên, đủ các dòng của số liệu.
            The factor of replicate {0} in {1} of "{2}" is {3}.|Hệ số của bộ lặp lại {0} ở {1} của "{2}" là {3}.
            A factor must be 0 or more.|Hệ số phải từ 0 trở lên.
            The column "{0}" of "{1}" is no factor: it is text.|Cột "{0}" của "{1}" không phải là hệ số: đó là chữ.
            Name it in "key", or take it out of the file.|Nêu cột này trong "key", hoặc bỏ khỏi tệp.
            The factor "{0}" in {1} of "{2}" is {3}.|Hệ số "{0}" ở {1} của "{2}" là {3}.
            "{0}" holds fewer than 2 replicates.|"{0}" có chưa đến 2 bộ lặp lại.
            Every column that is not in "key" is a replicate.|Mỗi cột không có trong "key" là một bộ lặp lại.
            "{0}" has {1} rows, the data {2}.|"{0}" có {1} dòng, số liệu có {2} dòng.
            Give a row of factors for each row of the data, or a "key".|Đưa một dòng hệ số cho mỗi dòng của số liệu, hoặc "key".
            The key {0} stands twice in "{1}", in rows {2} and {3}.|Khóa {0} có hai lần trong "{1}", ở dòng {2} và {3}.
            Name more columns in "key" if labels repeat.|Nêu thêm cột trong "key" nếu nhãn lặp lại.
            {0} row has no factors in "{1}": {2}.|{0} dòng không có hệ số trong "{1}": {2}.
            {0} rows have no factors in "{1}": {2}.|{0} dòng không có hệ số trong "{1}": {2}.
            Add them to the file, or correct "key".|Thêm vào tệp, hoặc sửa "key".
            "{0}" has no numeric column "{1}".|"{0}" không có cột số "{1}".
            It must have replicate,rscale,scale,mse, all of them numbers; mse is 1 or 0.|Tệp phải có replicate,rscale,scale,mse, đều là số; mse bằng 1 hoặc 0.
            "{0}" has {1} lines for {2} replicates.|"{0}" có {1} dòng cho {2} bộ lặp lại.
            Write a line for each replicate, in the order of the columns of factors.|Viết một dòng cho mỗi bộ lặp lại, theo thứ tự các cột hệ số.
            Line {0} of "{1}" is wrong.|Dòng {0} của "{1}" bị sai.
            It needs replicate {0}, rscale and scale of 0 or more, and mse 0 or 1, the same in all lines.|Cần replicate {0}, rscale và scale từ 0 trở lên, và mse bằng 0 hoặc 1, giống nhau ở mọi dòng.
            There is a column "{0}" already.|Đã có cột "{0}".
            Give the variable another name.|Đặt tên khác cho biến.
            The column "{0}" is text, and no form of the data says how its answers are scored.|Cột "{0}" là chữ, và không phiếu hỏi nào của số liệu cho biết cách chấm điểm.
            Name "forms" in "data" whose "kap" scores it, or derive a number with a variable.|Nêu trong "data" các phiếu "forms" có "kap" chấm điểm câu này, hoặc tính thành số bằng một biến.
            The column "{0}" holds what its question can't have, in {1} of {2} rows: {3!}.|Cột "{0}" có giá trị mà câu hỏi không thể có, ở {1} trong {2} dòng: {3!}.
            Correct them, name in "forms" the version that has these choices, or in "missing" what stands for no answer.|Sửa các ô đó, nêu trong "forms" phiên bản phiếu có những lựa chọn này, hoặc nêu trong "missing" các mã nghĩa là không trả lời.
            The column "{0}" holds what is no reason for having no answer, in {1} of {2} rows: {3!}.|Cột "{0}" có giá trị không phải là lý do không trả lời, ở {1} trong {2} dòng: {3!}.
            Write one of {0!}, or leave the cell empty.|Hãy viết một trong {0!}, hoặc để trống ô đó.
            The column "{0}" is the age of the group "{1}" of {2!}, and is read as a text.|Cột "{0}" là tuổi của nhóm "{1}" trong {2!}, nhưng được đọc là chữ.
            Take it out of "text".|Bỏ cột này khỏi "text".
            Correct what is no number in it, or name it in "missing".|Sửa những ô không phải là số, hoặc nêu chúng trong "missing".
            The data has no plan.|Số liệu không có kế hoạch.
            Name the plan's "file", or a "plan" in "data".|Nêu "file" của kế hoạch, hoặc "plan" trong "data".
            The plan has no indicator "{0}".|Kế hoạch không có chỉ số "{0}".
            Name one of the plan's.|Nêu một chỉ số của kế hoạch.
            The data does not have what "{0}" is computed from: {1}.|Số liệu không có những gì cần để tính "{0}": {1}.
            Leave the indicator out, or name data of the forms that answer it.|Bỏ chỉ số này, hoặc nêu số liệu của các phiếu trả lời nó.
            The interval "replicates" needs replicates, and these weights have none.|Khoảng tin cậy "replicates" cần các bộ trọng số lặp lại, mà trọng số này không có.
            The design names no weights for the replicates of this version.|Thiết kế không nêu trọng số mà các bộ trọng số lặp lại của phiên bản này thuộc về.
            The replicates of this version are of "_weight" and the weights in forms, not of "{0}".|Các bộ trọng số lặp lại của phiên bản này thuộc về "_weight" và trọng số của từng phiếu, không thuộc về "{0}".
            Take "_weight" or "_weight.FORM" as "weights" of the design, or write "replicates": false in "data".|Dùng "_weight" hoặc "_weight.FORM" làm "weights" của thiết kế, hoặc ghi "replicates": false trong "data".
            A plan's indicators find the weights in their forms themselves; "{0}" would count twice.|Các chỉ số của kế hoạch tự lấy trọng số của từng phiếu; "{0}" sẽ được nhân hai lần.
            Take "_weight" as "weights" of the design, and make estimates of one form in a job of their own.|Dùng "_weight" làm "weights" của thiết kế, và tính các ước lượng của một phiếu trong một bản mô tả riêng.
            Name a version of weights that was made with "replicates", or add "replicates" to the job.|Nêu phiên bản trọng số được tạo cùng "replicates", hoặc thêm "replicates" vào bản mô tả.
            Use cells and terms that every replicate has rows for, or linearisation.|Dùng các ô và biến mà bộ lặp lại nào cũng có dòng, hoặc dùng tuyến tính hóa.
            Replicate {0}: {1}|Bộ lặp lại {0}: {1}
            There is no round "{0}".|Không có đợt khảo sát "{0}".
            Round "{0}" asks no registered units.|Đợt "{0}" không hỏi đơn vị nào trong danh bạ.
            Take a register into it: ./kap round units ROUND SURVEY.|Đưa danh bạ vào đợt: ./kap round units ĐỢT KHẢO-SÁT.
            There is none at all yet: open one first.|Chưa có đợt nào: hãy mở một đợt trước.
            The rounds are {0}.|Các đợt hiện có: {0}.
            Round "{0}" has no weights of version {1}.|Đợt "{0}" không có trọng số phiên bản {1}.
            It has none yet: make one with ./kap weight, or leave "weights" out.|Đợt này chưa có: hãy tạo bằng ./kap weight, hoặc bỏ "weights".
            It has versions 1 to {0}.|Đợt này có các phiên bản từ 1 đến {0}.
            {0} person has a weight in version {1} and no interview that is {2}.|{0} người có trọng số trong phiên bản {1} nhưng không có phiếu ở trạng thái {2}.
            {0} persons have a weight in version {1} and no interview that is {2}.|{0} người có trọng số trong phiên bản {1} nhưng không có phiếu ở trạng thái {2}.
            Name the states that were weighted, or weight the round again.|Nêu các trạng thái đã được tính trọng số, hoặc tính lại trọng số của đợt.
            Round "{0}" has no complete interview that is {1}.|Đợt "{0}" không có phiếu hoàn thành nào ở trạng thái {1}.
            Nobody has been interviewed for it yet.|Chưa có ai được phỏng vấn trong đợt này.
            It has {0}. Approve interviews, or name their states: "states": ["submitted"].|Đợt này có {0}. Hãy duyệt phiếu, hoặc nêu trạng thái: "states": ["submitted"].
            Unknown state "{0}".|Không có trạng thái "{0}".
            The state "{0}" stands twice.|Trạng thái "{0}" có hai lần.
            Write the totals of one column into the job and let a method make the replicates; what needs a file is run by ./kap analyse or ./kap weight.|Ghi các tổng của một cột vào bản mô tả và để máy tạo bộ trọng số lặp lại; việc cần tệp thì chạy bằng ./kap analyse hoặc ./kap weight.
            Name a stored round: "data": {"round": …}; ./kap analyse reads files.|Nêu một đợt khảo sát: "data": {"round": …}; ./kap analyse mới đọc tệp.
            "." is the answer to a question; a table has none.|"." là câu trả lời của một câu hỏi; bảng số liệu không có.
            Write ${column}.|Viết ${tên cột}.
            ".." is a row of a form's repeat.|".." là một dòng của phần lặp trong phiếu.
            Use a column of the table.|Dùng một cột của bảng.
            A condition must stand here, found a text, of which everyone would hold.|Ở đây phải là điều kiện, nhưng lại là chuỗi, chuỗi nào cũng thỏa.
            Compare it, as in ${q} = '1'; if ${q} should be a number, name in "missing" what stands for no answer in its column.|Hãy so sánh nó, như ${q} = '1'; nếu ${q} đáng lẽ là số thì hãy nêu trong "missing" những gì đứng thay cho không trả lời ở cột đó.
            A number must stand here, found a text.|Ở đây phải là số, nhưng lại là chuỗi.
            Use number(…) to convert it, date(…) where it is a day.|Dùng number(…) để đổi; nếu là ngày thì dùng date(…).
            Of whoever has answered missing-code(…) is unknown, so that this holds of none of them.|Với người đã trả lời thì missing-code(…) là không rõ, nên điều này không đúng với ai trong số họ.
            Write coalesce(missing-code(…), 'none') for it, which is 'none' of whoever has answered.|Hãy viết coalesce(missing-code(…), 'none'); với người đã trả lời thì nó là 'none'.
            number() of a day is unknown.|number() của một ngày là không rõ.
            Write date(…), which is the number of its days.|Hãy viết date(…), đó là số ngày của nó.
            A text must stand here, found a number.|Ở đây phải là chuỗi, nhưng lại là số.
            Use string(…) to convert it.|Dùng string(…) để đổi.
            today() is not known in an analysis, which must give the same result on any day.|Phân tích không biết today(), vì ngày nào cũng phải cho cùng kết quả.
            Write the day: date('2026-11-21').|Viết ngày cụ thể: date('2026-11-21').
            The function {0} goes through the rows of a form's repeat.|Hàm {0} đi qua các dòng của phần lặp trong phiếu.
            In an analysis use columns: ${a} + ${b}, or compute the value in the form.|Trong phân tích hãy dùng các cột: ${a} + ${b}, hoặc tính sẵn trong phiếu.
            The function {0} is not supported yet in an analysis.|Hàm {0} chưa dùng được trong phân tích.
            Compute the column before, or use another function.|Tính sẵn cột đó, hoặc dùng hàm khác.
            {0} can't give a text in one row and a number in another.|{0} không thể cho chuỗi ở dòng này và số ở dòng khác.
            Make all its results texts, with string(…), or all numbers, with number(…).|Đổi mọi kết quả thành chuỗi bằng string(…), hoặc thành số bằng number(…).
            missing-code needs a question with a column of missing codes beside it.|missing-code cần câu hỏi có cột mã thiếu đi kèm.
            Use it on ${q} where the data has a column q_missing, or use is-missing(${q}).|Dùng với ${q} khi số liệu có cột q_missing, hoặc dùng is-missing(${q}).
            Pattern '{0}': {1}|Mẫu '{0}': {1}
            The function {0} {1}.|Hàm {0}: {1}.
            Close it with '.|Đóng bằng '.
            The data has no rows. A design needs at least one interview.|Số liệu không có dòng nào. Thiết kế mẫu cần ít nhất một phiếu.
            Waves share PSUs by their label; name the column of PSUs under "clusters".|Các đợt có chung PSU theo nhãn; nêu cột PSU ở "clusters".
            Where waves share PSUs an "fpc" counts for PSUs alone; the clusters name {0} stages. Leave "fpc" out, which errs on the safe side.|Khi các đợt có chung PSU, "fpc" chỉ tính cho PSU; "clusters" nêu {0} cấp. Bỏ "fpc" để an toàn.
            Without weights every stage needs an fpc, of which the weight is the product; stage {0} has none.|Không có trọng số thì cấp nào cũng cần fpc, trọng số là tích của chúng; cấp {0} chưa có.
            Where waves share some of their PSUs an "fpc" needs {0}: how much of a stratum was sampled differs between waves. Give them, or leave "fpc" out.|Khi các đợt có chung một phần PSU, "fpc" cần {0}: phần được chọn của mỗi tầng khác nhau giữa các đợt. Hãy bổ sung, hoặc bỏ "fpc".
            "{0}" names {1} stages, the clusters {2}. Name one column of "{3}" for each stage of clusters.|"{0}" nêu {1} cấp, "clusters" nêu {2} cấp. Nêu một cột "{3}" cho mỗi cấp.
            Weights "{0}" are all 0. At least one row must have a weight above 0.|Trọng số "{0}" đều bằng 0. Ít nhất một dòng phải có trọng số lớn hơn 0.
            Weight "{0}" is missing in {1}. Give every row a weight, 0 for a row that must not count.|Trọng số "{0}" bị thiếu ở {1}. Mỗi dòng phải có trọng số, dòng không được tính thì ghi 0.
            Weight "{0}" is negative in {1}. A weight must be 0 or more.|Trọng số "{0}" âm ở {1}. Trọng số phải từ 0 trở lên.
            Weight "{0}" is infinite in {1}. A weight must be a finite number.|Trọng số "{0}" vô hạn ở {1}. Trọng số phải là số hữu hạn.
            The {0} "{1}" is missing in {2}. Every row must have one.|{0} "{1}" bị thiếu ở {2}. Dòng nào cũng phải có.
            1 PSU is in more than one stratum: {0}. If PSU labels start again in each stratum, set nested = true.|1 PSU nằm ở nhiều tầng: {0}. Nếu nhãn PSU đánh lại từ đầu trong mỗi tầng, đặt nested = true.
            {0} PSUs are in more than one stratum: {1}. If PSU labels start again in each stratum, set nested = true.|{0} PSU nằm ở nhiều tầng: {1}. Nếu nhãn PSU đánh lại từ đầu trong mỗi tầng, đặt nested = true.
            1 unit of stage {0} is in more than one stratum: {1}. Give every unit one stratum.|1 đơn vị cấp {0} nằm ở nhiều tầng: {1}. Mỗi đơn vị chỉ thuộc một tầng.
            {0} units of stage {1} are in more than one stratum: {2}. Give every unit one stratum.|{0} đơn vị cấp {1} nằm ở nhiều tầng: {2}. Mỗi đơn vị chỉ thuộc một tầng.
            … and {0} more strata with 1 sampled PSU.|… và {0} tầng nữa có 1 PSU trong mẫu.
            … and {0} more strata with 1 sampled PSU. Choose singlePsu = certainty, adjust or average.|… và {0} tầng nữa có 1 PSU trong mẫu. Chọn singlePsu = certainty, adjust hoặc average.
            … and {0} more strata of later stages with 1 sampled unit.|… và {0} tầng nữa ở các cấp sau có 1 đơn vị trong mẫu.
            … and {0} more strata of later stages with 1 sampled unit. Choose singlePsu = certainty, adjust or average.|… và {0} tầng nữa ở các cấp sau có 1 đơn vị trong mẫu. Chọn singlePsu = certainty, adjust hoặc average.
            {0} has 1 sampled PSU; variance needs 2. {1}.|{0} có 1 PSU trong mẫu; phương sai cần 2. {1}.
            {0} has 1 sampled PSU; variance needs 2. {1}. Choose singlePsu = certainty, adjust or average.|{0} có 1 PSU trong mẫu; phương sai cần 2. {1}. Chọn singlePsu = certainty, adjust hoặc average.
            {0} has 1 sampled unit; variance needs 2. {1}.|{0} có 1 đơn vị trong mẫu; phương sai cần 2. {1}.
            {0} has 1 sampled unit; variance needs 2. {1}. Choose singlePsu = certainty, adjust or average.|{0} có 1 đơn vị trong mẫu; phương sai cần 2. {1}. Chọn singlePsu = certainty, adjust hoặc average.
            {0}. A stratum has one fpc, the number of its units in the population, at least as many as were sampled.|{0}. Mỗi tầng có một fpc, là số đơn vị của tầng trong tổng thể, ít nhất bằng số được chọn.
            The fpc "{0}" is missing in {1}. Every row must have one.|fpc "{0}" bị thiếu ở {1}. Dòng nào cũng phải có.
            The fpc "{0}" is not above 0 in {1}. Write population sizes (1 or more) or sampling fractions (1 or less).|fpc "{0}" không lớn hơn 0 ở {1}. Ghi quy mô tổng thể (từ 1 trở lên) hoặc tỷ lệ chọn mẫu (không quá 1).
            The fpc "{0}" is below 1, a sampling fraction, where others are population sizes above 1, in {1}. Write sizes everywhere or fractions everywhere.|fpc "{0}" nhỏ hơn 1, tức tỷ lệ chọn mẫu, trong khi chỗ khác là quy mô tổng thể lớn hơn 1, ở {1}. Chỗ nào cũng ghi quy mô, hoặc chỗ nào cũng ghi tỷ lệ.
            Strata with 1 sampled PSU in a wave; variance needs 2: {0}. Choose singlePsu = certainty or remove.|Tầng có 1 PSU trong một đợt; phương sai cần 2: {0}. Chọn singlePsu = certainty hoặc remove.
            singlePsu = {0} is not supported where waves share some of their PSUs, and there are strata with 1 sampled PSU in a wave: {1}. Choose singlePsu = certainty or remove.|singlePsu = {0} chưa dùng được khi các đợt có chung một phần PSU mà có tầng chỉ có 1 PSU trong một đợt: {1}. Chọn singlePsu = certainty hoặc remove.
            The total of {0} is missing. Give it, or leave its row out.|Thiếu tổng của {0}. Ghi tổng, hoặc bỏ dòng đó.
            The total of {0} must be 0 or more, not {1}.|Tổng của {0} phải từ 0 trở lên, không thể là {1}.
            No row of the data is in {0}, which has a total of {1}. Put it together with another group, in the data and in the totals.|Không dòng số liệu nào thuộc {0}, trong khi nhóm này có tổng {1}. Gộp với nhóm khác, cả trong số liệu và trong các tổng.
            No row with a weight left is in {0}, which has a total of {1}. Put it together with another group, in the data and in the totals.|Không còn dòng nào có trọng số thuộc {0}, trong khi nhóm này có tổng {1}. Gộp với nhóm khác, cả trong số liệu và trong các tổng.
            There is no total above 0 for {0}, which the data has. Add it to the totals, or correct the data.|Không có tổng lớn hơn 0 cho {0}, trong khi số liệu có nhóm này. Thêm vào các tổng, hoặc sửa số liệu.
            There is 1 row without a value of {0}: {1}. Every row with a weight needs one.|Có 1 dòng không có giá trị {0}: {1}. Mọi dòng có trọng số đều cần.
            There are {0} without a value of {1}: {2}. Every row with a weight needs one.|Có {0} không có giá trị {1}: {2}. Mọi dòng có trọng số đều cần.
            The term {0} is collinear with the terms before it, or has no row with a weight. Leave it out, or put groups together.|{0} cộng tuyến với các biến đứng trước, hoặc không có dòng nào có trọng số. Bỏ đi, hoặc gộp nhóm.
            The term {0} of the response model is collinear with the terms before it, or has no row with a weight. Leave it out, or put groups together.|{0} trong mô hình trả lời cộng tuyến với các biến đứng trước, hoặc không có dòng nào có trọng số. Bỏ đi, hoặc gộp nhóm.
            The step before left {0} weight below 0, which can't be calibrated again. Give that step bounds, or use raking.|Bước trước để lại {0} trọng số âm, không hiệu chỉnh tiếp được. Đặt giới hạn cho bước đó, hoặc dùng raking.
            The step before left {0} weights below 0, which can't be calibrated again. Give that step bounds, or use raking.|Bước trước để lại {0} trọng số âm, không hiệu chỉnh tiếp được. Đặt giới hạn cho bước đó, hoặc dùng raking.
            The totals can't be reached. Farthest: {0}. Rescale the weights first, or leave terms out.|Không đạt được các tổng. Xa nhất: {0}. Đưa trọng số về tổng thể trước, hoặc bớt biến.
            The totals can't be reached with factors from {0} to {1}. Farthest: {2}. Widen the bounds, rescale the weights first, or leave terms out.|Không đạt được các tổng với hệ số từ {0} đến {1}. Xa nhất: {2}. Nới giới hạn, đưa trọng số về tổng thể trước, hoặc bớt biến.
            Raking did not converge in {0} round: the last changed a margin by {1}, more than {2}. {3}|Raking chưa hội tụ sau {0} vòng: vòng cuối còn đổi một biên {1}, hơn {2}. {3}
            Raking did not converge in {0} rounds: the last changed a margin by {1}, more than {2}. {3}|Raking chưa hội tụ sau {0} vòng: vòng cuối còn đổi một biên {1}, hơn {2}. {3}
            Raking settled where the margins contradict one another. {0}|Raking dừng ở chỗ các biên mâu thuẫn nhau. {0}
            Farthest from their totals: {0!}. Allow more rounds or a larger epsilon.|Xa tổng đã cho nhất: {0!}. Cho thêm vòng hoặc epsilon lớn hơn.
            Farthest from their totals: {0!}. The margins sum to different populations: {1!}.|Xa tổng đã cho nhất: {0!}. Các biên cộng lại không cùng một tổng thể: {1!}.
            Farthest from their totals: {0!}. The margins sum to the same population, but no weights of these rows meet them together: correct the totals of these groups, join groups, or leave a margin out.|Xa tổng đã cho nhất: {0!}. Các biên cộng lại cùng một tổng thể, nhưng không có trọng số nào của các dòng này đạt được mọi biên cùng lúc: sửa tổng của các nhóm này, gộp nhóm, hoặc bỏ một biên.
            Farthest from their totals: {0!}. In the data {1!} and {2!} are the same rows, so that their totals, {3!} and {4!}, must be equal: correct one of them, or leave a margin out.|Xa tổng đã cho nhất: {0!}. Trong dữ liệu, {1!} và {2!} là cùng những dòng nên tổng của chúng, {3!} và {4!}, phải bằng nhau: sửa một trong hai, hoặc bỏ một biên.
            Farthest from their totals: {0!}. In the data {1!} and {2!} are one within the other, so that the total of the first, {3!}, can't be above that of the second, {4!}: correct one of them, or leave a margin out.|Xa tổng đã cho nhất: {0!}. Trong dữ liệu, {1!} nằm trọn trong {2!} nên tổng của nhóm đầu, {3!}, không thể lớn hơn tổng của nhóm sau, {4!}: sửa một trong hai, hoặc bỏ một biên.
            The weights of {0} don't sum to more than 0.|Trọng số của {0} cộng lại không lớn hơn 0.
            There is no weight above 0 to trim.|Không có trọng số lớn hơn 0 để cắt.
            The lower bound {0} must be below the upper bound {1}.|Giới hạn dưới {0} phải nhỏ hơn giới hạn trên {1}.
            Every weight is cut by {0}, so that none is left to take what they cut off. Widen them.|Mọi trọng số đều bị cắt bởi {0}, không còn dòng nào nhận phần bị cắt. Nới giới hạn.
            Row {0} has no value of {1}, so it is not known of which unit it tells.|Dòng {0} không có giá trị {1}, nên không biết nói về đơn vị nào.
            The link of row {0} must be a number of 0 or more.|Liên kết của dòng {0} phải là số từ 0 trở lên.
            The routes of row {0} must be a number above 0.|Số người kể được của dòng {0} phải là số lớn hơn 0.
            Rows {0} and {1} tell of one unit and must have the same routes.|Các dòng {0} và {1} nói về cùng một đơn vị nên phải có cùng số người kể được.
            The links of the unit of row {0} sum to more in the sample than its routes in the population: a person may tell of it twice.|Liên kết tới đơn vị của dòng {0} trong mẫu cộng lại lớn hơn số người kể được trong tổng thể: có thể một người kể hai lần.
            And {0} more of the kind.|Và {0} lỗi nữa cùng loại.
            {0} has a weight and no class.|{0} có trọng số nhưng không thuộc lớp nào.
            The weight of {0} is below 0. Calibrate by raking or with "bounds", which keep weights above 0.|Trọng số của {0} âm. Hiệu chỉnh bằng raking hoặc với "bounds" để trọng số luôn dương.
            Nobody responded in {0}, so that nobody can carry the weight. Use classes with more people.|Không ai trả lời trong {0}, nên không có ai nhận trọng số. Dùng các lớp đông người hơn.
            Nobody's eligibility is known in {0}, so that nobody can carry the weight. Use classes with more people.|Không biết ai thuộc đối tượng trong {0}, nên không có ai nhận trọng số. Dùng các lớp đông người hơn.
            No row of {0} is in {1}, which the standard has. Put cells together.|Không dòng nào của {0} thuộc {1}, trong khi chuẩn có nhóm này. Gộp các ô.
            Everybody responded: there is no response to model. Leave the step out.|Mọi người đều trả lời: không có gì để lập mô hình. Bỏ bước này.
            Nobody responded, so that nobody can carry the weight. Check the column of respondents.|Không ai trả lời, nên không có ai nhận trọng số. Kiểm tra cột người trả lời.
            The response model did not converge in {0} steps. Leave terms out, or put groups together.|Mô hình trả lời chưa hội tụ sau {0} bước. Bớt biến, hoặc gộp nhóm.
            The response model has no estimate: its terms {0} are all but collinear. Leave one out, or put groups together.|Mô hình trả lời không có nghiệm: các biến {0} gần như cộng tuyến. Bỏ một biến, hoặc gộp nhóm.
            Terms of the response model separate those who responded from those who did not: the propensity of {0} tends to 0 or 1, with the largest coefficient at {1}. Leave that term out, or put its groups together.|Các biến của mô hình tách hẳn người trả lời với người không: xác suất của {0} tiến về 0 hoặc 1, hệ số lớn nhất ở {1}. Bỏ biến đó, hoặc gộp các nhóm của nó.
            """;

    /** Parts of sentences that may stand for a place which is not in quotes. */
    static final String WORDS = """
            Weights|Trọng số
            The fpc|fpc
            A mean|Trung bình
            A total|Tổng
            A variance|Phương sai
            A quantile|Phân vị
            A ratio|Tỷ số
            The class|Lớp
            The term|Biến
            The cluster|Cụm
            The routes|Số người kể được
            The link|Liên kết
            missing|giá trị thiếu
            mean|trung bình
            total|tổng
            ratio|tỷ số
            variance|phương sai
            count|số đếm
            quantile|phân vị
            proportion|tỷ lệ
            proportions|các tỷ lệ
            PSU|PSU
            2 or more|từ 2 trở lên
            A job|Bản mô tả
            the population size|quy mô tổng thể
            is not supported yet|chưa dùng được
            depends on when it is computed, so the server could not check the answer|phụ thuộc lúc tính, nên máy chủ không kiểm tra được câu trả lời
            gives another result each time it is computed, so the server could not check the answer|mỗi lần tính cho một kết quả khác, nên máy chủ không kiểm tra được câu trả lời
            PSU {0} in strata {1} and {2}|PSU {0} ở các tầng {1} và {2}
            unit {0} in strata {1} and {2}|đơn vị {0} ở các tầng {1} và {2}
            {0}: fpc is not the same in {1} and in {2}|{0}: fpc không giống nhau ở {1} và {2}
            {0}: fpc is {1} in {2} and {3} in {4}|{0}: fpc là {1} ở {2} và {3} ở {4}
            {0}: fpc is smaller than the {1} sampled PSUs{2}|{0}: fpc nhỏ hơn {1} PSU được chọn{2}
            {0}: fpc is smaller than the {1} sampled units{2}|{0}: fpc nhỏ hơn {1} đơn vị được chọn{2}
            {0}: fpc {1} is smaller than the {2} sampled PSUs{3}|{0}: fpc {1} nhỏ hơn {2} PSU được chọn{3}
            {0}: fpc {1} is smaller than the {2} sampled units{3}|{0}: fpc {1} nhỏ hơn {2} đơn vị được chọn{3}
            Stratum {0}|Tầng {0}
            The design|Thiết kế mẫu
            Stage {0} in {1}|Cấp {0} trong {1}
            {0} ({1} interview)|{0} ({1} phiếu)
            {0} ({1} interviews)|{0} ({1} phiếu)
            PSU {0}, stratum {1}|PSU {0}, tầng {1}
            PSU {0}, unit {1}|PSU {0}, đơn vị {1}
            PSU {0}, unit {1}, stratum {2}|PSU {0}, đơn vị {1}, tầng {2}
            stratum {0}, PSU {1}|tầng {0}, PSU {1}
            stratum {0}, PSU {1}, stratum {2}|tầng {0}, PSU {1}, tầng {2}
            stratum {0}, PSU {1}, unit {2}|tầng {0}, PSU {1}, đơn vị {2}
            stratum {0}, PSU {1}, unit {2}, stratum {3}|tầng {0}, PSU {1}, đơn vị {2}, tầng {3}
            Unit {0}|Đơn vị {0}
            {0} as in {1}|{0} như ở {1}
            {0} as in row {1}|{0} như ở dòng {1}
            of row {0}|của dòng {0}
            PSU of row {0}|PSU của dòng {0}
            Unit of row {0}|Đơn vị của dòng {0}
            another number in {0}|số khác ở {0}
            {0} in row {1}|{0} ở dòng {1}
            {0} and {1} more|{0} và {1} mục nữa
            population sizes, not sampling fractions|quy mô tổng thể, không phải tỷ lệ chọn mẫu
            """;

    private JobSentences() {}
}
