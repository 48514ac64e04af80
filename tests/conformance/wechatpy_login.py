"""A whole login with an unmodified wechatpy against Source Desk's WeChat simulator.

The simulator claims to be what WeChat is to a client. A client that Source Desk did not write is the
witness: wechatpy's WeChatOAuth, pointed at the simulator by its own class attributes and otherwise as it
comes from the package index. The browser's and the phone's parts are played here, over HTTP.

    wechatpy_login.py --base-url http://127.0.0.1:PORT --callback-domain HOST
                      [--appid APPID] [--nickname NICKNAME]

The AppSecret comes in the environment variable WECHAT_SECRET. Prints the userinfo answer as one JSON
document, and exits with 0 if the login went through and the nickname is right; otherwise an assertion or
wechatpy's own error tells what went wrong.
"""

import argparse
import json
import os
import re
from urllib.parse import parse_qs, urlsplit

import requests
from wechatpy.oauth import WeChatOAuth

# How clients find the uuid in the page without running its script.
PICTURE = re.compile(r'<img class="js_qrcode_img web_qrcode_img" src="/connect/qrcode/([\w\-=+/]{6,64})"/>')
POLL_URL = re.compile(r'var fordevtool = "([^"]+/connect/l/qrconnect\?uuid=([\w\-=+/]{6,64}))"')
FRAME = re.compile(r"^window\.wx_errcode=(\d+);window\.wx_code='([0-9A-Za-z]*)';$")
STATE = "0123456789abcdefghijABCDEFGHIJ-_"
SECONDS = 30


def main() -> None:
    arguments = parse_arguments()
    base_url = arguments.base_url.rstrip("/")
    # The simulator is on this computer; a proxy of the environment has no part in this.
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1,localhost"
    WeChatOAuth.API_BASE_URL = base_url + "/"
    WeChatOAuth.OAUTH_BASE_URL = base_url + "/connect/"
    redirect_uri = f"https://{arguments.callback_domain}/source/oauth/callback/wechat/"
    client = WeChatOAuth(
        arguments.appid, os.environ["WECHAT_SECRET"], redirect_uri, scope="snsapi_login", state=STATE
    )

    browser, phone = requests.Session(), requests.Session()
    poll_url, uuid = open_qr_page(browser, client.qrconnect_url)

    confirm = f"{base_url}/connect/confirm?uuid={uuid}"
    page = phone.get(confirm, timeout=SECONDS)
    assert page.status_code == 200 and "确认登录" in page.text, "the phone's page"
    assert poll(browser, poll_url) == ("404", ""), "scanned"
    phone.post(confirm, data={"action": "allow"}, timeout=SECONDS).raise_for_status()
    errcode, code = poll(browser, poll_url + "&last=404")
    assert errcode == "405" and len(code) == 32, "confirmed"

    location = browser.get(f"{base_url}/__sim/sessions/{uuid}/location", timeout=SECONDS).text
    assert parse_qs(urlsplit(location).query) == {"code": [code], "state": [STATE]}, "the callback"

    token = client.fetch_access_token(code)
    assert token["expires_in"] == 7200 and token["scope"] == "snsapi_login", "the token"
    assert client.check_access_token(), "the token is good"
    user = client.get_user_info()
    assert user["openid"] == token["openid"], "the same person"
    assert user.get("unionid") == token.get("unionid"), "the same person"
    assert user["nickname"] == arguments.nickname, f"the nickname: {user['nickname']!r}"
    refreshed = client.refresh_access_token(token["refresh_token"])
    assert refreshed["openid"] == token["openid"], "refreshed"
    print(json.dumps(user, ensure_ascii=True))


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--base-url", required=True)
    parser.add_argument("--callback-domain", required=True)
    parser.add_argument("--appid", default="wx0000000000000001")
    parser.add_argument("--nickname", default="张三😀", help="whom to expect: the simulator's profile")
    return parser.parse_args()


def open_qr_page(browser: requests.Session, url: str) -> tuple[str, str]:
    """The address to poll and the uuid, each as the page gives it."""
    page = browser.get(url, timeout=SECONDS).text
    picture, poll_url = PICTURE.search(page), POLL_URL.search(page)
    assert picture and poll_url, "the page has both of its literal strings"
    assert picture.group(1) == poll_url.group(2), "both name one uuid"
    return poll_url.group(1), picture.group(1)


def poll(browser: requests.Session, url: str) -> tuple[str, str]:
    """wx_errcode and wx_code of one long poll."""
    frame = FRAME.match(browser.get(url, timeout=SECONDS).text)
    assert frame, "the poll's one line"
    return frame.group(1), frame.group(2)


if __name__ == "__main__":
    main()
