mail = info.get("mail")
return {"email": mail.lower()}
