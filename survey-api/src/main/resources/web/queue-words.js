// The words of the queue. Kept apart so that the form does not wait for them.
import {addWords} from '/words.js';

addWords({
  vi: {
    queueWaits: (count) => `${count} phỏng vấn chờ gửi.`,
    queueLast: (when) => `Gửi lần cuối ${when}.`,
    queueEmpty: (when) => `Không còn phỏng vấn chờ gửi. Gửi lần cuối ${when}.`,
    sendNow: 'Gửi ngay',
    failedBusy: 'Máy chủ đang bận hoặc đang bảo trì. Chờ ít phút rồi bấm “Gửi lại”.',
    failedConflict:
      'Máy chủ đã nhận một bản khác của phỏng vấn này. Cả hai bản đều được giữ; hãy báo cho giám sát viên.',
    failedUnopened:
      'Máy chủ đã nhận phỏng vấn này nhưng chưa mở được niêm phong. Đừng xóa dữ liệu trên máy; hãy báo cho giám sát viên.',
    failedRefused: (code) => `Máy chủ không nhận phỏng vấn này (mã lỗi ${code}). Hãy báo cho giám sát viên rồi thử lại.`,
    failedStrange: 'Phản hồi không phải của máy chủ khảo sát (có thể do trang đăng nhập Wi-Fi). Kiểm tra mạng rồi gửi lại.',
    failedLogin: 'Hãy đăng nhập để gửi. Phỏng vấn vẫn được giữ trên máy này.',
    logIn: 'Đăng nhập để gửi',
    spaceShort: (megabytes) => `Máy sắp hết chỗ: trình duyệt chỉ còn khoảng ${megabytes} MB. Hãy gửi các phỏng vấn đang chờ và xóa bớt ảnh, video.`,
    persisted: 'Trình duyệt đã hứa không tự xóa dữ liệu của trang này.',
    notPersisted:
      'Trình duyệt chưa hứa giữ dữ liệu của trang này: khi máy gần đầy, nó có thể xóa cả phỏng vấn chưa gửi. Hãy cài trang vào màn hình chính, gửi phỏng vấn ngay khi có mạng, rồi bấm nút dưới đây.',
    persistAsk: 'Xin trình duyệt giữ dữ liệu',
    receiptTitle: 'Đã gửi phỏng vấn',
    receiptHow: 'Máy chủ đã lưu phỏng vấn này.',
    receiptNumber: 'Số biên nhận',
    receiptTime: 'Thời gian nhận',
    receiptStatus: 'Tình trạng',
    receiptStored: 'Đã lưu',
    receiptLate:
      'Phiếu đã được quyết định, hoặc đợt đã khóa, trước khi bản này đến. Bản này được giữ nhưng không được tính: hãy báo cho giám sát viên.',
    receiptQuarantined: 'Đã lưu, chờ kiểm tra',
    receiptQuarantinedHow: 'Giám sát viên sẽ kiểm tra phỏng vấn này trước khi đưa vào kết quả.',
  },

  en: {
    queueWaits: (count) => (count === 1 ? '1 interview waits to be sent.' : `${count} interviews wait to be sent.`),
    queueLast: (when) => `Last sent ${when}.`,
    queueEmpty: (when) => `No interview waits to be sent. Last sent ${when}.`,
    sendNow: 'Send now',
    failedBusy: 'The server is busy or under maintenance. Wait a few minutes, then press “Send again”.',
    failedConflict: 'The server already has another copy of this interview. Both are kept; tell the supervisor.',
    failedUnopened:
      'The server has received this interview but could not open its seal. Do not clear the data of this device; tell the supervisor.',
    failedRefused: (code) => `The server did not accept this interview (error ${code}). Tell the supervisor, then try again.`,
    failedStrange: 'The reply did not come from the survey server (perhaps a Wi-Fi login page). Check the network and send again.',
    failedLogin: 'Log in to send. The interview is kept on this device.',
    logIn: 'Log in to send',
    spaceShort: (megabytes) => `This device is nearly full: the browser has about ${megabytes} MB left. Send the interviews that wait, and delete pictures and videos.`,
    persisted: 'The browser has promised not to delete the data of this page by itself.',
    notPersisted:
      'The browser has not promised to keep the data of this page: when the device is nearly full it may delete interviews that are not sent yet. Install the page on the home screen, send interviews as soon as there is a network, then press the button below.',
    persistAsk: 'Ask the browser to keep the data',
    receiptTitle: 'Interview sent',
    receiptHow: 'The server has stored this interview.',
    receiptNumber: 'Receipt number',
    receiptTime: 'Received at',
    receiptStatus: 'Status',
    receiptStored: 'Stored',
    receiptLate:
      'The interview was decided, or its round locked, before this revision came. It is kept but does not count: tell the supervisor.',
    receiptQuarantined: 'Stored, to be checked',
    receiptQuarantinedHow: 'A supervisor will check this interview before it enters the results.',
  },
});
