// The words of logging in and out.
import {addWords} from '/words.js';

addWords({
  vi: {
    loginTitle: 'Đăng nhập',
    loginLead: 'Dùng tên đăng nhập và mật khẩu mà quản trị viên đã cấp cho bạn.',
    loginName: 'Tên đăng nhập',
    loginPassword: 'Mật khẩu',
    loginSend: 'Đăng nhập',
    loginBusy: 'Đang đăng nhập…',
    loginForgotten: 'Quên mật khẩu? Hãy nhờ quản trị viên đặt mật khẩu mới. Phỏng vấn chưa gửi vẫn được giữ trên máy này.',
    loginOffline: 'Không kết nối được với máy chủ. Hãy thử lại khi có mạng.',
    loginFailed: ({message, details}) =>
      details?.seconds ? `${message} Thử lại được sau ${details.seconds} giây.` : message,
    meLine: (name, title) => `${name} – ${title}`,
    meLogOut: 'Đăng xuất',
    meLogOutFailed: 'Chưa đăng xuất được vì không kết nối được với máy chủ.',
    meNobody: 'Bạn chưa đăng nhập.',
    meNobodyHow: 'Vẫn mở và điền phiếu được. Hãy đăng nhập để gửi phỏng vấn và để dùng các trang khác.',
    meLogIn: 'Đăng nhập',
    meNoAdministrator:
      'Máy chủ này chưa có quản trị viên. Người cài đặt máy chủ hãy chạy lệnh sau trên máy đó, rồi đăng nhập ở đây:',
    refusedTitle: 'Không có quyền',
    refusedLead: 'Tài khoản đang đăng nhập không được dùng trang này. Nếu công việc của bạn cần đến, hãy hỏi quản trị viên.',
    refusedOther: 'Đăng nhập bằng tài khoản khác',
  },

  en: {
    loginTitle: 'Log in',
    loginLead: 'Use the login name and the password that your administrator gave you.',
    loginName: 'Login name',
    loginPassword: 'Password',
    loginSend: 'Log in',
    loginBusy: 'Logging in…',
    loginForgotten: 'Forgotten your password? Ask your administrator for a new one. Interviews not sent yet stay on this device.',
    loginOffline: 'The server can’t be reached. Try again when there is a network.',
    loginFailed: ({message, details}) =>
      details?.seconds ? `${message} The next try is possible in ${details.seconds} s.` : message,
    meLine: (name, title) => `${name} – ${title}`,
    meLogOut: 'Log out',
    meLogOutFailed: 'Not logged out: the server can’t be reached.',
    meNobody: 'You are not logged in.',
    meNobodyHow: 'Forms can be opened and filled in. Log in to send interviews and to use the other pages.',
    meLogIn: 'Log in',
    meNoAdministrator:
      'This server has no administrator yet. Whoever set it up runs this command on that machine, and then logs in here:',
    refusedTitle: 'Not allowed',
    refusedLead: 'The account that is logged in may not use this page. If your work needs it, ask the administrator.',
    refusedOther: 'Log in with another account',
  },
});
