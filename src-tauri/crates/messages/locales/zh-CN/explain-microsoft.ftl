# 错误说明：Microsoft Entra ID（AADSTS）。explain-CODE 说明是什么，-why 说明原因，-fix 说明怎么办。

explain-aadsts50011 = 微软不认识这个回调 URL（AADSTS50011）。
explain-aadsts50011-why = 请求中的重定向 URI 与应用注册里的不完全一致。
explain-aadsts50011-fix = 请在“应用注册 → 身份验证”的 Web 平台下添加该源的回调 URL，每个字符都要一致，包括末尾斜杠。

explain-aadsts500113 = 应用注册没有回调 URL（AADSTS500113）。
explain-aadsts500113-why = 该应用没有登记任何回复地址。
explain-aadsts500113-fix = 请在“应用注册 → 身份验证”中添加 Web 平台，并填写该源的回调 URL。

explain-aadsts700016 = 该租户中没有这个应用（AADSTS700016）。
explain-aadsts700016-why = Consumer key 不是“应用程序（客户端）ID”，或者授权 URL 中的租户与应用注册所在租户不同。
explain-aadsts700016-fix = 请复制“应用程序（客户端）ID”（不是对象 ID），并把租户 ID 写入源的各个 URL。

explain-aadsts7000215 = 客户端密钥错误（AADSTS7000215）。
explain-aadsts7000215-why = 常见的是复制了“机密 ID”而不是“值”，或者密钥属于另一个应用注册。
explain-aadsts7000215-fix = 请新建客户端密码并复制其“值”，它只显示一次。

explain-aadsts7000222 = 客户端密钥已过期（AADSTS7000222）。
explain-aadsts7000222-why = 微软的客户端密码有截止日期，这个已经过期。
explain-aadsts7000222-fix = 请新建客户端密码，把“值”填入源，并记下新的截止日期。

explain-aadsts7000218 = 请求中缺少客户端密钥（AADSTS7000218）。
explain-aadsts7000218-why = Consumer secret 为空，或者代理从换取令牌的请求中丢掉了它。
explain-aadsts7000218-fix = 请把客户端密码的“值”填为 Consumer secret，并把回调 URL 登记在 Web 平台下。

explain-aadsts65001 = 尚未同意该应用请求的权限（AADSTS65001）。
explain-aadsts65001-why = 用户或管理员没有同意应用的权限。
explain-aadsts65001-fix = 请在“API 权限”中为租户“授予管理员同意”，或让用户在下次登录时同意。

explain-aadsts65004 = 用户拒绝了授权（AADSTS65004）。
explain-aadsts65004-why = 用户在微软的同意页面点了取消。
explain-aadsts65004-fix = 请让用户重新登录并接受，或为租户授予管理员同意。

explain-aadsts90094 = 需要管理员同意（AADSTS90094）。
explain-aadsts90094-why = 租户不允许用户自行同意这些权限。
explain-aadsts90094-fix = 请由管理员在“API 权限”中授予同意。

explain-aadsts90002 = 找不到租户（AADSTS90002）。
explain-aadsts90002-why = 源的 URL 中租户 ID 或域名写错了，或者属于另一个云（例如世纪互联）。
explain-aadsts90002-fix = 请把“目录（租户）ID”复制到 URL 中。世纪互联运营的云使用主机 login.partner.microsoftonline.cn。

explain-aadsts9002313 = 微软无法解析请求（AADSTS9002313）。
explain-aadsts9002313-why = 请求格式不正确：参数为空、被截断或编码有误。
explain-aadsts9002313-fix = 请检查 Consumer key、作用域和各 URL 中是否有空格或换行，然后从 authentik 重新登录。

explain-aadsts9002325 = 回调 URL 登记成了单页应用（AADSTS9002325）。
explain-aadsts9002325-why = 该平台要求 PKCE 且由浏览器发起，而 authentik 由服务器换取令牌。
explain-aadsts9002325-fix = 请把回调 URL 从“单页应用程序”平台删除，改在 Web 平台下添加。

explain-aadsts50105 = 用户未分配到该应用（AADSTS50105）。
explain-aadsts50105-why = 企业应用要求分配用户，而该用户或其组没有分配。
explain-aadsts50105-fix = 请在“企业应用程序 → 用户和组”中分配该用户，或把“需要分配”设为“否”。

explain-aadsts50020 = 用户账号属于别的租户（AADSTS50020）。
explain-aadsts50020-why = 应用只接受本租户的账号，而浏览器登录的是另一个工作账号或个人账号。
explain-aadsts50020-fix = 请使用本租户账号登录、把用户邀请为来宾，或放宽应用注册的“支持的帐户类型”。

explain-aadsts50194 = 应用是单租户的，而 URL 使用了 /common（AADSTS50194）。
explain-aadsts50194-why = authentik 的默认 URL 使用 /common，它只适用于多租户应用。
explain-aadsts50194-fix = 请把源的授权 URL 和访问令牌 URL 中的 common 换成您的租户 ID。

explain-aadsts53003 = 条件访问策略阻止了登录（AADSTS53003）。
explain-aadsts53003-why = 租户的策略拒绝了该用户、设备、位置或应用。
explain-aadsts53003-fix = 请打开 Entra ID 的登录日志，“条件访问”页签会写出是哪条策略。

explain-aadsts50076 = 需要多重身份验证（AADSTS50076）。
explain-aadsts50076-why = 由于管理员更改了配置或用户位置变化，必须进行多重身份验证。
explain-aadsts50076-fix = 请让用户在浏览器中重新登录并完成第二重验证。

explain-aadsts70008 = 授权码已过期（AADSTS70008）。
explain-aadsts70008-why = 登录与换取令牌之间间隔过久，或令牌已被撤销。
explain-aadsts70008-fix = 请重新登录。如果仍然出现，请检查服务器时间以及到 login.microsoftonline.com 的网络。

explain-aadsts54005 = 授权码已使用过（AADSTS54005）。
explain-aadsts54005-why = 授权码只能用一次。回调被加载了两次：刷新、链接扫描，或会重发请求的代理。
explain-aadsts54005-fix = 请重新登录且不要刷新回调页。如果仍然出现，请查找是谁第二次打开了该地址。

explain-aadsts70011 = 作用域无效（AADSTS70011）。
explain-aadsts70011-why = 作用域拼写有误、属于别的 API，或混用了两个资源。
explain-aadsts70011-fix = 请把作用域留空以使用默认值，或与应用注册的“API 权限”核对。

explain-aadsts-unknown = 这是 Microsoft Entra ID 的错误，但这里没有收录。
explain-aadsts-unknown-why = AADSTS 后面的编号表示微软拒绝的原因，其后的句子是微软的原文。
explain-aadsts-unknown-fix = 请在 login.microsoftonline.com/error 查询该编号，或在租户的登录日志中查找。
