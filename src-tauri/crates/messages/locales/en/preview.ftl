# What a draft will look like and send.
request-authorize = Open the login page of { $provider }
request-token = Exchange the code for a token
request-userinfo = Ask who the user is
request-emails = Ask for the e-mail address, if the answer before has none
ui-preview-body = Body
